// Days and months in a program's time zone. Formatters are made once per zone: making one costs a thousand times what using it does.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formatters.set(timeZone, made);
  return made;
}

/** The calendar day "2026-11-21" (Gregorian) of an instant in an IANA time zone. Throws RangeError on an unknown zone. */
export function dayOf(at: number, timeZone: string): string {
  return formatterOf(timeZone).format(at);
}

/** The calendar month "2026-11" of an instant in an IANA time zone. */
export function monthOf(at: number, timeZone: string): string {
  return dayOf(at, timeZone).slice(0, 7);
}
