// axe-core in the real browser, where colours and sizes are real. Every rule is on, also those that axe leaves off by default; only the AAA
// level is not asked for.
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const rules = Object.fromEntries(axe.getRules().map(({ ruleId, tags }) => [ruleId, { enabled: !tags.includes('wcag2aaa') }]));

export async function violations(page: Page | Frame): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (wanted) => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe };
    const result = await here.run(document, { rules: wanted, resultTypes: ['violations'] });
    return result.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
    }));
  }, rules);
  return found.map(({ id, help, where }) => `${id} (${help}): ${where.join(' | ')}`);
}
