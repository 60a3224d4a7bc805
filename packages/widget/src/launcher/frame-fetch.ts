/** Gives the `fetch` of a hidden frame, made when it is first asked for; undefined where the page forbids frames. */
export function frameFetch(root: ShadowRoot): () => typeof fetch | undefined {
  let frame: HTMLIFrameElement | null = null;
  return () => {
    try {
      frame ??= hiddenFrame(root);
      // Asked for at each call: a frame that was moved with its element has another window.
      return (frame.contentWindow as (Window & typeof globalThis) | null)?.fetch;
    } catch {
      return undefined;
    }
  };
}

function hiddenFrame(root: ShadowRoot): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  root.appendChild(frame);
  return frame;
}
