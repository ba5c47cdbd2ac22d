/** Which names of which modules the panel lends, and by which symbol of the page. */
export const LENT = {
  by: 'lasting.lent',
  modules: {
    preact: ['createContext'],
    'preact/hooks': ['useContext', 'useEffect', 'useId', 'useLayoutEffect', 'useRef', 'useState'],
    'preact/jsx-runtime': ['Fragment', 'jsx', 'jsxs'],
    'member/send.ts': ['send'],
    'panel/voice.ts': ['useVoice'],
    'redeem/code.tsx': ['Code'],
    'redeem/theme-cart.ts': ['applyInCart'],
  },
} as const;
