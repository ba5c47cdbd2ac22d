import type { ReactNode } from 'react';
import type { LetterPreviewProps } from '../props.ts';

/** A link pressed in it would open in a new window, and the frame may open none: nobody leaves by trying a button of an example. */
const NOWHERE = '<base target="_blank">';

export function LetterPreview(props: LetterPreviewProps): ReactNode {
  if ('html' in props) {
    return <iframe title={props.label} sandbox="" srcDoc={props.html.replace('<head>', `<head>${NOWHERE}`)} className="lk-letter" />;
  }
  const { label, text, language } = props;
  return (
    // It scrolls, so it can be reached by the keys that scroll.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre role="region" aria-label={label} tabIndex={0} lang={language} dir={language === 'en' ? 'ltr' : 'rtl'} className="lk-letter-text">
      {text}
    </pre>
  );
}
