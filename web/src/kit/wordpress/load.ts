// The sheets of this kit; the build writes them into one file, which the plugin's page links. WordPress' own sheet and sentences come with the page.
import './tokens.css';
import '../plain/sheets.ts';
import './wordpress.css';
import type { KitMessages } from '../props.ts';

export function loadKit(): Promise<KitMessages> {
  return Promise.resolve({});
}
