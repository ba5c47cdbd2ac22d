/** Shopify's times: whole seconds, in the shop's own zone, with its offset ("2026-11-21T20:35:00+01:00"). */
export function isoIn(zone: string): (at: number) => string {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const name = offset.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    return `${clock.format(at).replace(' ', 'T')}${name === 'GMT' ? '+00:00' : name.replace('GMT', '')}`;
  };
}

/** GraphQL gives the same moment in UTC. */
export function isoUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
