import { bare } from './bare.ts';
import type { Memory } from './remembered.ts';

const STEP = 24;
/** Less is a click of an unsteady hand. */
const SLACK = 6;
const MARGIN = 40;

type Place = { readonly x: number; readonly y: number };

/**
 * Lets a docked button be moved away from its corner: by pointer, and with the Alt key and arrows from the keyboard. Where
 * it was left is remembered. Distances are px from the corner, never out of sight.
 */
export function letDrag(
  dock: HTMLElement,
  button: HTMLElement,
  { memory, isLeft }: { readonly memory: Memory; readonly isLeft: boolean },
): void {
  let place = readPlace(memory);
  const move = (next: Place): void => {
    place = {
      x: Math.max(0, Math.min(next.x, window.innerWidth - button.offsetWidth - MARGIN)),
      y: Math.max(0, Math.min(next.y, window.innerHeight - button.offsetHeight - MARGIN)),
    };
    dock.style.setProperty('--x', `${place.x}px`);
    dock.style.setProperty('--y', `${place.y}px`);
  };
  const keep = (): void => memory.write('place', `${Math.round(place.x)} ${Math.round(place.y)}`);
  dock.style.setProperty('--x', `${place.x}px`);
  dock.style.setProperty('--y', `${place.y}px`);
  button.classList.add('move');
  button.setAttribute('aria-keyshortcuts', 'Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight');
  button.addEventListener('keydown', (event) => {
    const by = STEPS[event.key];
    if (!by || !event.altKey) return;
    event.preventDefault();
    move({ x: place.x + by[0] * (isLeft ? 1 : -1), y: place.y + by[1] });
    keep();
  });
  button.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const [fromX, fromY, start] = [event.clientX, event.clientY, place];
    let hasMoved = false;
    const follow = ({ clientX, clientY }: PointerEvent): void => {
      const [dx, dy] = [clientX - fromX, fromY - clientY];
      if (!hasMoved && Math.hypot(dx, dy) < SLACK) return;
      if (!hasMoved) button.setPointerCapture(event.pointerId);
      hasMoved = true;
      move({ x: start.x + dx * (isLeft ? 1 : -1), y: start.y + dy });
    };
    const end = (): void => {
      button.removeEventListener('pointermove', follow);
      if (!hasMoved) return;
      keep();
      // The click that ends a move opens nothing.
      button.addEventListener(
        'click',
        (click) => click.stopImmediatePropagation(),
        bare({ capture: true, once: true }),
      );
    };
    button.addEventListener('pointermove', follow);
    button.addEventListener('pointerup', end, bare({ once: true }));
    button.addEventListener('pointercancel', end, bare({ once: true }));
  });
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
};

function readPlace(memory: Memory): Place {
  const [x = 0, y = 0] = (memory.read('place') ?? '0 0').split(' ').map(Number);
  return Number.isFinite(x) && Number.isFinite(y) ? { x: Math.max(0, x), y: Math.max(0, y) } : { x: 0, y: 0 };
}
