import { memberFacts } from '../../theme/src/panel/member-facts.ts';
import type { Member, StorefrontProgram } from './answers.ts';
import { useShared } from './lasting.ts';

interface BalanceProps {
  readonly member: Member;
  readonly levels: StorefrontProgram['levels'];
  /** In checkout only what can be used now is of interest. */
  readonly brief?: boolean;
}

/** The number first, then what it is worth, what waits and what runs out, each with its date. */
export function Balance({ member, levels, brief = false }: BalanceProps) {
  const { voice } = useShared();
  return (
    <s-stack gap="small-200">
      <s-heading>{voice.points(member.available)}</s-heading>
      {memberFacts(voice.panel, member, brief ? null : levels).map((fact) => (
        <s-text key={fact} color="subdued">
          {fact}
        </s-text>
      ))}
    </s-stack>
  );
}
