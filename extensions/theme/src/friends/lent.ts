// What the panel lends to the page about friends, which is a script of its own: nothing travels twice, and both draw with the same Preact.
// `build.ts` puts these in the place of the modules that are named here; a test builds the page and looks.
import { createContext } from 'preact';
import { useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Fragment, jsx, jsxs } from 'preact/jsx-runtime';
import { send } from '../member/send.ts';
import { useVoice } from '../panel/voice.ts';
import { Code } from '../redeem/code.tsx';
import { applyInCart } from '../redeem/theme-cart.ts';
import { LENT } from './lending.ts';

export function lend(): void {
  const lent = {
    preact: { createContext },
    'preact/hooks': { useContext, useEffect, useId, useLayoutEffect, useRef, useState },
    'preact/jsx-runtime': { Fragment, jsx, jsxs },
    'member/send.ts': { send },
    'panel/voice.ts': { useVoice },
    'redeem/code.tsx': { Code },
    'redeem/theme-cart.ts': { applyInCart },
  } satisfies { readonly [Name in keyof typeof LENT.modules]: Readonly<Record<(typeof LENT.modules)[Name][number], unknown>> };
  Object.assign(globalThis, { [Symbol.for(LENT.by)]: lent });
}
