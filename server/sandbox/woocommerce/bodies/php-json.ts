// JSON as PHP's json_encode writes it: slashes escaped, nothing beyond ASCII (every recorded body).

export function phpJson(value: unknown): string {
  const text = JSON.stringify(value).replaceAll('/', String.raw`\/`);
  return text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
