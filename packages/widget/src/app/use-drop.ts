import { useState } from 'preact/hooks';

/** Files dragged onto an element; null takes none, and leaves them to the page. */
export function useDrop(onFiles: ((files: Iterable<File>) => void) | null) {
  const [isOver, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => onFiles !== null && Boolean(event.dataTransfer?.types.includes('Files'));
  const listeners = {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      onFiles?.([...(event.dataTransfer?.files ?? [])]);
    },
  };
  return { isOver, listeners };
}
