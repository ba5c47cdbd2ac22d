import { useState } from 'preact/hooks';

interface CopyingProps {
  readonly id: string;
  readonly text: string;
  readonly label: string;
  /** Where the words on the button do not say of what. */
  readonly named?: string;
  readonly copied: string;
  readonly onCopied?: () => void;
}

/** Copying is Shopify's to do: an extension has no clipboard. What was copied is said, and read out. */
export function Copying({ id, text, label, named, copied, onCopied }: CopyingProps) {
  const [done, setDone] = useState(false);
  function onCopy(): void {
    setDone(true);
    onCopied?.();
  }
  return (
    <>
      <s-button variant="secondary" command="--copy" commandFor={id} {...(named === undefined ? {} : { accessibilityLabel: named })}>
        {label}
      </s-button>
      <s-clipboard-item id={id} text={text} onCopy={onCopy} />
      <s-stack accessibilityRole="status">{done && <s-text color="subdued">{copied}</s-text>}</s-stack>
    </>
  );
}
