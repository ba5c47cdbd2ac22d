interface ProgressProps {
  readonly of: number;
  readonly missing: number;
  readonly words: string;
}

/** The words say it all; the line under them is for the eye alone. */
export function Progress({ of, missing, words }: ProgressProps) {
  const share = of <= 0 ? 0 : Math.min(1, Math.max(0, (of - missing) / of));
  return (
    <div class="progress">
      <span>{words}</span>
      <div class="track" aria-hidden="true">
        <div style={{ inlineSize: `${Math.round(share * 100)}%` }} />
      </div>
    </div>
  );
}
