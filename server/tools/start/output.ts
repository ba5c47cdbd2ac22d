/** Shows one line of a child. In a terminal log lines are made readable; elsewhere they stay JSON, for whoever collects them. */
export async function openOutput(isTerminal: boolean): Promise<(line: string) => void> {
  if (!isTerminal) return (line) => process.stdout.write(`${line}\n`);
  const { default: pretty } = await import('pino-pretty');
  const stream = pretty({ colorize: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true });
  return (line) => stream.write(`${line}\n`);
}

export interface Addresses {
  shop: string;
  admin: string;
  health: string;
}

export function welcome({ shop, admin, health }: Addresses): string {
  return `
  Lasting is ready.

    Shop              ${shop}
    Merchant's admin  ${admin}
    Health            ${health}

  Buy something in the shop and watch the points arrive. Ctrl-C stops everything.
`;
}
