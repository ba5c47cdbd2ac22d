// Only what this kit uses of WordPress' own components, which come from the page (`window.wp.components`, WordPress 6.6 and later). The package with their
// types brings 175 packages and 200 MB along, and is always of another version than the page's; `web/test/kits.test.tsx` compares with the page's own.
declare module '@wordpress/components' {
  import type { AriaAttributes, ComponentType, ReactNode } from 'react';

  interface Control {
    readonly label?: ReactNode;
    readonly help?: ReactNode;
    readonly hideLabelFromVision?: boolean;
    /** Without it a control has a margin of its own that newer versions have not. */
    readonly __nextHasNoMarginBottom: true;
  }

  export const Button: ComponentType<
    Pick<AriaAttributes, 'aria-expanded' | 'aria-label'> & {
      readonly variant: 'primary' | 'secondary' | 'tertiary' | 'link';
      readonly size: 'compact';
      readonly type?: 'button' | 'submit';
      readonly isBusy?: boolean;
      readonly disabled?: boolean;
      /** Said instead of being out of reach; an older WordPress puts it out of reach. */
      readonly accessibleWhenDisabled?: boolean;
      readonly href?: string;
      readonly target?: string;
      readonly rel?: string;
      readonly onClick?: () => void;
      readonly children: ReactNode;
    }
  >;

  export const Notice: ComponentType<{
    readonly status: 'success' | 'info' | 'warning' | 'error';
    readonly isDismissible: false;
    /** Empty: what is around it says it. */
    readonly spokenMessage: '';
    readonly children: ReactNode;
  }>;

  export const BaseControl: ComponentType<Control & { readonly id: string; readonly children: ReactNode }>;

  export const SelectControl: ComponentType<
    Control &
      Pick<AriaAttributes, 'aria-invalid'> & {
        readonly value: string;
        readonly options: { readonly value: string; readonly label: string }[];
        readonly onChange: (value: string) => void;
        readonly disabled: boolean;
        readonly __next40pxDefaultSize: true;
      }
  >;

  export const CheckboxControl: ComponentType<
    Omit<Control, 'hideLabelFromVision'> &
      Pick<AriaAttributes, 'aria-label'> & {
        readonly checked: boolean;
        readonly disabled: boolean;
        readonly onChange: (on: boolean) => void;
      }
  >;
}
