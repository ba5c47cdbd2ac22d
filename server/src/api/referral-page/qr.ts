// A link as a picture that telephones read. Dark on white whatever the page looks like: that is what they read best.
import { correction, generate } from 'lean-qr';
import { toSvgSource } from 'lean-qr/extras/svg';

/** Modules of white around it, as the standard asks (ISO/IEC 18004). */
const QUIET_ZONE = 4;

export function qrSvg(url: string): string {
  return toSvgSource(generate(url, { minCorrectionLevel: correction.M }), { on: '#000', off: '#fff', pad: QUIET_ZONE });
}
