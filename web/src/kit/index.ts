// The one door to the components. Screens import from here and never from a design system; which kit stands behind `#kit` is the build's choice.
export * from '#kit/index.ts';
export type * from './props.ts';
