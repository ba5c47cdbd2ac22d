// Nothing typed is lost by accident: a bar offers to save or discard, and leaving asks first.
import { createElement, useEffect, useId, useRef, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import type { SurroundingSaveBar } from '../host/host.ts';
import { useHost } from '../host/host-context.tsx';
import { Button, Dialog, Row, SaveBar, Stack } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { focusWrongField, useWrongField } from './wrong-field.ts';

export interface UnsavedChangesProps {
  readonly unsaved: boolean;
  readonly busy: boolean;
  /** False while something typed is not valid. */
  readonly valid: boolean;
  /** Where on the same screen the form still stands, by the address; left out: everywhere on it. */
  readonly stays?: (params: URLSearchParams) => boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

export function UnsavedChanges(props: UnsavedChangesProps): ReactNode {
  const { say } = useWords();
  const host = useHost();
  useWindowGuard(props.unsaved);
  useSaveKey(props);
  useWrongField(props);
  return (
    <>
      <LeaveGuard unsaved={props.unsaved} stays={props.stays ?? everywhere} surrounding={host.saveBar} />
      {host.saveBar && <SurroundedBar {...props} bar={host.saveBar} />}
      {!host.saveBar && props.unsaved && (
        <SaveBar
          message={say('unsaved.message')}
          save={{ label: say('action.save'), onPress: props.onSave, busy: props.busy, disabled: !props.valid }}
          discard={{ label: say('action.discard'), onPress: props.onDiscard }}
        />
      )}
    </>
  );
}

/** Ctrl+S, or Cmd+S: what everyone's fingers know. */
function useSaveKey({ unsaved, busy, valid, onSave }: UnsavedChangesProps): void {
  const act = useRef(onSave);
  act.current = valid ? onSave : focusWrongField;
  const listening = unsaved && !busy;
  useEffect(() => {
    if (!listening) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      act.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [listening]);
}

/** Closing the window or loading another page. The browser asks in its own words. */
function useWindowGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}

const everywhere = (): boolean => true;

interface LeaveGuardProps {
  readonly unsaved: boolean;
  readonly stays: (params: URLSearchParams) => boolean;
  readonly surrounding: SurroundingSaveBar | null;
}

function LeaveGuard({ unsaved, stays, surrounding }: LeaveGuardProps): ReactNode {
  const { say } = useWords();
  const blocker = useBlocker(
    ({ currentLocation: from, nextLocation: to }) => unsaved && (from.pathname !== to.pathname || !stays(new URLSearchParams(to.search))),
  );
  const asked = blocker.state === 'blocked' ? blocker : null;

  useEffect(() => {
    if (asked === null || surrounding === null) return;
    surrounding.confirmLeaving().then(
      () => asked.proceed(),
      () => asked.reset(),
    );
  }, [asked, surrounding]);

  if (asked === null || surrounding !== null) return null;
  return (
    <Dialog title={say('unsaved.leave-title')} onClose={() => asked.reset()}>
      <Stack>
        <p>{say('unsaved.leave-body')}</p>
        <Row gap="tight">
          <Button kind="primary" onPress={() => asked.reset()}>
            {say('unsaved.stay')}
          </Button>
          <Button onPress={() => asked.proceed()}>{say('unsaved.leave')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}

/** Draws nothing here: the surrounding admin shows these two buttons in its own bar. */
function SurroundedBar({
  bar,
  unsaved,
  busy,
  valid,
  onSave,
  onDiscard,
}: UnsavedChangesProps & { readonly bar: SurroundingSaveBar }): ReactNode {
  const { say } = useWords();
  const id = useId();
  useEffect(() => {
    if (!unsaved) return undefined;
    void bar.show(id);
    return () => void bar.hide(id);
  }, [bar, id, unsaved]);
  return createElement(
    'ui-save-bar',
    { id },
    <button key="save" type="button" {...{ variant: 'primary' }} disabled={busy || !valid} onClick={onSave}>
      {say('action.save')}
    </button>,
    <button key="discard" type="button" onClick={onDiscard}>
      {say('action.discard')}
    </button>,
  );
}
