import { useState } from 'preact/hooks';
import type { HistoryLine } from '../member/answers.ts';
import type { HistoryPages } from './history-pages.ts';
import { lineBack, lineWhat } from './line-words.ts';
import { useVoice } from './voice.ts';
import { Why } from './why.tsx';

export function History({ pages }: { readonly pages: HistoryPages }) {
  const { say } = useVoice();
  if (pages.lines.length === 0)
    return (
      <div class="card">
        <h4>{say('historyEmptyTitle')}</h4>
        <p>{say('historyEmptyText')}</p>
      </div>
    );
  return (
    <>
      <ul class="lines">
        {pages.lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {pages.next !== null && <Earlier pages={pages} />}
    </>
  );
}

function Earlier({ pages: { phase, loadEarlier } }: { readonly pages: HistoryPages }) {
  const { say } = useVoice();
  return (
    <div class="earlier">
      <p role="status">{phase === 'failed' ? say('historyMoreFailed') : ''}</p>
      <button type="button" class="secondary" aria-disabled={phase === 'loading'} onClick={loadEarlier}>
        {say(phase === 'loading' ? 'historyMoreLoading' : phase === 'failed' ? 'retry' : 'historyMore')}
      </button>
    </div>
  );
}

/** One line; a line that knows its reason can be tapped. */
function Line({ line }: { readonly line: HistoryLine }) {
  const [open, setOpen] = useState(false);
  const explained = line.explanation !== null || line.reason !== null;
  if (!explained)
    return (
      <li>
        <div class="line">
          <Facts line={line} explained={false} />
        </div>
      </li>
    );
  const id = `why-${line.id}`;
  return (
    <li>
      <button type="button" class="line" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Facts line={line} explained />
      </button>
      <div id={id} class="why" hidden={!open}>
        {open && <Why line={line} />}
      </div>
    </li>
  );
}

function Facts({ line, explained }: { readonly line: HistoryLine; readonly explained: boolean }) {
  const voice = useVoice();
  const { say, date, change } = voice;
  const when = date(line.at);
  const back = lineBack(voice, line);
  return (
    <>
      <span class="what">
        <span>{lineWhat(voice, line)}</span>
        {back !== null && <small>{back}</small>}
        <small>
          {line.order === null ? when : say('lineOrder', { date: when, order: line.order.name })}
          {explained && <span class="ask">{say('why')}</span>}
        </small>
      </span>
      {/* What was set aside and what came back of it is said in the line: the balance is the same. */}
      {(line.change !== 0 || !line.reward) && <bdi class={line.change < 0 ? 'change less' : 'change'}>{change(line.change)}</bdi>}
    </>
  );
}
