import { type FileRule, type SourceFile } from '../rule.ts';

const named = /\.(ts|tsx|js|mjs|css|html|liquid|json)$/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const forbidden = /^(utils?|helpers?|common|manager|misc)$|-(utils?|helpers?|manager)$|-v\d+$/;
/** Recorded deliveries are named by the store that sent them, WordPress classes by WordPress; locales by BCP 47. */
const exempt = [/\/recorded\//, /^extensions\/woocommerce\//, /\/locales\//, /\/fixtures\//];

const named_ = (path: string): SourceFile => ({ path, text: '' });

export const fileNames: FileRule = {
  name: 'names say what is inside',
  check: ({ path }) => {
    if (!/^(server|web|extensions)\//.test(path) || !named.test(path) || exempt.some((pattern) => pattern.test(path))) return [];
    const steps = path.split('/');
    const problem = (message: string) => ({ path, line: 1, message });
    const notKebab = steps.filter((step) => !kebab.test(step)).map((step) => problem(`"${step}": names are kebab-case`));
    const empty = steps
      .filter((step) => forbidden.test(step.split('.')[0] ?? ''))
      .map((step) => problem(`"${step}" names nothing: call it by what it does`));
    return [...notKebab, ...empty];
  },
  samples: {
    bad: [
      named_('web/src/kit/PointsField.tsx'),
      named_('server/src/inbox/drainInbox.ts'),
      named_('server/src/utils/dates.ts'),
      named_('server/src/date-helpers.ts'),
      named_('server/src/loyalty/engine-v2.ts'),
      named_('web/src/screens/My_Screen/a.css'),
    ],
    good: [
      named_('server/src/inbox/drain.test.ts'),
      named_('web/src/env.d.ts'),
      named_('server/README.md'),
      named_('server/src/decisions/0001-one-door.ts'),
      named_('extensions/theme/locales/en.default.json'),
    ],
  },
};
