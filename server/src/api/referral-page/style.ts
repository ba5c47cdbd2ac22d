// How the page of a link looks: the shop's colours, a card like a voucher, light and dark, from 320 pixels on. Nothing is loaded from anywhere.
import type { admin } from '../../contract/index.ts';

type Colours = Pick<admin.Branding, 'primary' | 'onPrimary'>;

/** Colours are checked when they are saved (contract/settings.ts): six digits and nothing else. */
export const styleOf = ({ primary, onPrimary }: Colours): string => `:root{color-scheme:light dark;--p:${primary};--op:${onPrimary};--bg:#f6f5f2;--card:#fff;--ink:#202223;--soft:#5c5f62;--line:#dedbd4}
@media(prefers-color-scheme:dark){:root{--bg:#141516;--card:#202224;--ink:#f1f1ef;--soft:#b4b8bb;--line:#3b3e41}}
*{box-sizing:border-box}
body{margin:0;min-block-size:100vh;background:var(--bg);color:var(--ink);font:17px/1.6 system-ui,-apple-system,'Segoe UI','Vazirmatn',Tahoma,Arial,sans-serif;overflow-wrap:anywhere}
main{max-inline-size:30rem;margin-inline:auto;padding:clamp(1rem,6vh,4rem) 1rem 3rem}
.shop{margin:0 0 1rem;text-align:center;font-weight:600;font-size:1.05rem}
article{background:var(--card);border:1px solid var(--line);border-radius:20px;box-shadow:0 12px 40px rgb(0 0 0/.08);overflow:hidden}
.hero{position:relative;background:var(--p);color:var(--op);padding:2rem 1.5rem 2.25rem;text-align:center}
.hero svg{display:block;margin:0 auto .75rem;inline-size:3.5rem;block-size:3.5rem}
h1{margin:0;font-size:1.35rem;line-height:1.35;font-weight:650;text-wrap:balance}
.gift{display:block;margin:.6rem 0 0;font-size:clamp(1.9rem,9vw,2.6rem);line-height:1.2;font-weight:750;letter-spacing:-.01em;text-wrap:balance}
.for{margin:.4rem 0 0;font-size:1rem}
.tear{position:relative;block-size:0;border-block-start:2px dashed var(--line);margin-inline:1.25rem}
.tear::before,.tear::after{content:'';position:absolute;inset-block-start:-.7rem;inline-size:1.3rem;block-size:1.3rem;border-radius:50%;background:var(--bg);border:1px solid var(--line)}
.tear::before{inset-inline-start:-2rem}.tear::after{inset-inline-end:-2rem}
.body{padding:1.5rem}
.body p{margin:0 0 1rem}.body>:last-child{margin-block-end:0}
ul.terms{margin:1.25rem 0 0;padding:0;list-style:none;font-size:.95rem;color:var(--soft)}
ul.terms li{display:flex;gap:.6rem;margin-block:.35rem}
ul.terms li::before{content:'✓';font-weight:700}
form{margin:0}label{display:block;font-weight:600;margin-block-end:.4rem}
input[type=email]{inline-size:100%;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:12px;padding:.8rem 1rem;min-block-size:3rem;text-align:start}
input[aria-invalid=true]{border:2px solid #b3261e}
.body .hint{margin:.45rem 0 1.1rem;font-size:.9rem;color:var(--soft)}
.body .wrong{margin:.45rem 0 0;font-weight:600;color:#b3261e}
@media(prefers-color-scheme:dark){.body .wrong{color:#ffb4ab}input[aria-invalid=true]{border-color:#ffb4ab}}
button,a.do{display:flex;align-items:center;justify-content:center;inline-size:100%;min-block-size:3rem;font:inherit;font-weight:650;padding:.75rem 1.25rem;border-radius:12px;border:1px solid var(--p);background:var(--p);color:var(--op);cursor:pointer;text-decoration:none;text-align:center}
button[hidden]{display:none}
button.quiet,a.quiet{background:transparent;color:var(--ink);border-color:var(--soft)}
button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
.stack{display:grid;gap:.75rem}
.code{margin:0;padding:1rem .5rem;border:2px dashed var(--soft);border-radius:14px;text-align:center;font:700 clamp(.9rem,4.6vw,1.25rem)/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;letter-spacing:.03em;user-select:all;direction:ltr}
.code.link{font-size:1rem;letter-spacing:0;font-weight:600}
.said{min-block-size:1.6rem;margin:0!important;text-align:center;font-weight:600}
.said:empty{display:none}
.ways{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(6.5rem,100%),1fr));gap:.6rem;margin:0 0 1.25rem;padding:0;list-style:none}
h2{margin:1.25rem 0 .6rem;font-size:1rem}
.qr{display:block;inline-size:11rem;max-inline-size:100%;block-size:auto;margin:1.25rem auto 0;border-radius:12px;background:#fff;color:#202223}
.foot{margin:1.25rem 0 0;text-align:center}
.foot a{display:inline-block;padding:.75rem;color:var(--ink)}`; // prettier-ignore
