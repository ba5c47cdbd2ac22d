export * from '../plain/index.ts';
export { KitProvider } from './kit-provider.tsx';
export { Badge, Banner } from './display.tsx';
export { SelectField, TextField, ToggleField } from './form-fields.tsx';
export { Button } from './button.tsx';
