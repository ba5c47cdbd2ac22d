import { useEffect, type ReactNode } from 'react';
import type { PageProps } from '../props.ts';
import { useKit } from './kit-context.ts';

export function Page({ title, titleNote, subtitle, back, actions, children }: PageProps): ReactNode {
  const { link: Link } = useKit();
  useEffect(() => {
    document.title = `${title} · Lasting`;
  }, [title]);
  return (
    <div className="lk-page">
      <div className="lk-page-header">
        {back && (
          <Link to={back.to} className="lk-back">
            <span aria-hidden="true" className="lk-arrow-back" />
            {back.label}
          </Link>
        )}
        <div className="lk-page-title">
          <div>
            {/* Focus moves here after a navigation, so that a screen reader says where one has arrived. */}
            <h1 tabIndex={-1} data-arrival="">
              <bdi>{title}</bdi>
              {titleNote}
            </h1>
            {subtitle !== undefined && <p className="lk-subdued">{subtitle}</p>}
          </div>
          {actions !== undefined && <div className="lk-page-actions">{actions}</div>}
        </div>
      </div>
      {children}
    </div>
  );
}
