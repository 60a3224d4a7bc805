/** What is read aloud: one sentence, replaced by the next. `turn` tells equal sentences apart. */
export const LiveRegion = ({ text, turn }: { readonly text: string; readonly turn: number }) => (
  <div class="hidden" role="status" aria-live="polite" aria-atomic="true">
    <span key={turn}>{text}</span>
  </div>
);
