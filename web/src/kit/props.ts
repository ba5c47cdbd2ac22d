// What the screens may ask of a kit. Every implementation (Polaris now, WordPress later) takes exactly these props; no prop names a design system.
import type { ReactNode } from 'react';

export type * from './form-props.ts';

export type Tone = 'neutral' | 'good' | 'info' | 'warning' | 'critical';

export interface LinkProps {
  readonly to: string;
  readonly children?: ReactNode;
  readonly id?: string | undefined;
  readonly className?: string | undefined;
  readonly 'aria-label'?: string | undefined;
}

/** The few words that the kit itself says. */
export interface KitWords {
  readonly loading: string;
  readonly close: string;
  readonly previous: string;
  readonly next: string;
  readonly showTable: string;
  readonly showChart: string;
}

/** The design system's own sentences; only the kit that loaded them knows their keys. */
export interface KitMessages {
  [key: string]: string | KitMessages;
}

export interface KitProviderProps {
  readonly locale: 'en' | 'fa' | 'he';
  readonly words: KitWords;
  /** What `loadKit` gave for the same language. */
  readonly messages: KitMessages;
  /** The router's link for addresses inside the app. */
  readonly link: (props: LinkProps) => ReactNode;
  readonly children: ReactNode;
}

export interface PageProps {
  readonly title: string;
  /** Kept small: a badge beside the title. */
  readonly titleNote?: ReactNode;
  readonly subtitle?: ReactNode;
  readonly back?: { readonly label: string; readonly to: string };
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export interface CardProps {
  readonly title?: string;
  readonly actions?: ReactNode;
  /** It was just added: whoever added it goes on there. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

export interface StackProps {
  readonly gap?: 'tight' | 'normal' | 'loose';
  readonly children: ReactNode;
}

export interface RowProps extends StackProps {
  readonly spread?: boolean;
}

/** The first child gets the room, the second stands beside it where there is enough of it. */
export interface MainAndAsideProps {
  readonly main: ReactNode;
  readonly aside: ReactNode;
}

export interface TextProps {
  readonly tone?: Tone | 'subdued';
  readonly strong?: boolean;
  readonly size?: 'small' | 'normal' | 'large';
  readonly children: ReactNode;
}

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their column. */
  readonly numeric?: boolean;
}

export interface TableProps<Row> {
  /** Says what the table holds; read aloud, not shown. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Something under a row in its full width, or null. */
  readonly detail?: (row: Row) => ReactNode;
}

export interface ButtonProps {
  readonly children: string;
  readonly kind?: 'primary' | 'normal' | 'plain';
  readonly onPress?: () => void;
  readonly to?: string;
  readonly submit?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** For a button that opens something below itself. */
  readonly expanded?: boolean;
  /** When the visible words alone do not say on what it acts. */
  readonly label?: string;
}

export interface BannerProps {
  readonly tone: Exclude<Tone, 'neutral'>;
  readonly title: string;
  readonly action?: { readonly label: string; readonly to?: string; readonly onPress?: () => void };
  readonly children?: ReactNode;
}

export interface EmptyStateProps {
  readonly title: string;
  readonly action?: { readonly label: string; readonly to: string; readonly away?: boolean };
  readonly children: ReactNode;
}

/** How much of something is done; `of` null: nobody knows yet how much there is. */
export interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly of: number | null;
}

export interface SkeletonProps {
  readonly lines: number;
}

export interface PagerProps {
  readonly label: string;
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

export interface BadgeProps {
  readonly tone: Tone;
  readonly children: string;
}

export interface DialogProps {
  readonly title: string;
  /** For a table or two columns. */
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly label: string }[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  /** What the selected tab shows. */
  readonly children: ReactNode;
}

export interface StatProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

export interface BarSeries {
  readonly key: string;
  readonly label: string;
  readonly tone: 'first' | 'second' | 'third' | 'fourth';
}

export interface BarChartProps {
  readonly title: string;
  /** The header of the column that names each group of bars. */
  readonly groupLabel: string;
  readonly series: readonly BarSeries[];
  readonly groups: readonly {
    readonly id: string;
    readonly short: string;
    readonly long: string;
    readonly values: Readonly<Record<string, number>>;
  }[];
  readonly format: (value: number) => string;
  /** Bars of a group stand beside each other instead of on each other: to compare, not to add. */
  readonly sideBySide?: boolean;
}

/** What is left of a number from step to step, each with its words on it. */
export interface FunnelChartProps {
  readonly title: string;
  readonly stepLabel: string;
  readonly valueLabel: string;
  readonly noteLabel: string;
  readonly steps: readonly {
    readonly id: string;
    readonly label: string;
    readonly value: number;
    /** The value as it is read. */
    readonly shown: string;
    /** How it compares with the step before. */
    readonly note?: string;
  }[];
}

export interface TagListProps {
  readonly label: string;
  readonly tags: readonly { readonly id: string; readonly label: string }[];
  /** Null where they can only be read. */
  readonly remove: { readonly label: (tag: string) => string; readonly onPress: (id: string) => void } | null;
}

export interface StepsProps {
  readonly label: string;
  readonly steps: readonly { readonly id: string; readonly label: string }[];
  readonly current: string;
}

/** A way that is gone step by step: what lies behind, where one stands, and what is still ahead. */
export interface TimelineProps {
  readonly label: string;
  readonly steps: readonly {
    readonly id: string;
    readonly label: string;
    /** `ended`: it stands here and goes no further. */
    readonly where: 'gone' | 'here' | 'ended' | 'ahead';
    /** The same in words, for who does not see the marks. */
    readonly whereWords: string;
    /** When it was reached. */
    readonly note?: string;
  }[];
}

/** The shop's panel in the merchant's colours (`#rrggbb`). */
export interface PanelPreviewProps {
  readonly label: string;
  readonly primary: string;
  readonly onPrimary: string;
  readonly side: 'start' | 'end';
  readonly launcher: string;
  readonly title: string;
  readonly balance: string;
  readonly line: string;
  readonly button: string;
}

/** A mail as its reader sees it: as HTML in a frame that runs nothing and loads nothing, or as the plain text of it. */
export type LetterPreviewProps = { readonly label: string } & (
  { readonly html: string } | { readonly text: string; readonly language: 'en' | 'fa' | 'he' }
);

export interface SaveBarProps {
  readonly message: string;
  readonly save: { readonly label: string; readonly onPress: () => void; readonly busy: boolean; readonly disabled: boolean };
  readonly discard: { readonly label: string; readonly onPress: () => void };
}

export interface ToastProps {
  readonly message: string;
  readonly onDone: () => void;
}
