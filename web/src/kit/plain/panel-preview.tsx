import type { CSSProperties, ReactNode } from 'react';
import type { PanelPreviewProps } from '../props.ts';

/** How the shop's panel will look. Not the panel itself: that one belongs to the shop's page and its fonts. */
export function PanelPreview({ label, primary, onPrimary, side, launcher, title, balance, line, button }: PanelPreviewProps): ReactNode {
  const colours = { '--lk-brand': primary, '--lk-on-brand': onPrimary } as CSSProperties;
  return (
    <div role="img" aria-label={label} className="lk-preview" style={colours}>
      <div className="lk-preview-panel">
        <div className="lk-preview-head">
          <span>{title}</span>
          <strong>{balance}</strong>
        </div>
        <p>{line}</p>
        <span className="lk-preview-button">{button}</span>
      </div>
      <span className={`lk-preview-launcher lk-preview-${side}`}>{launcher}</span>
    </div>
  );
}
