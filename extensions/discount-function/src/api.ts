// Written by ../schema/generate.ts from ../schema.graphql and run.graphql; a test says so.

export type Input = {
  readonly cart: {
    readonly buyerIdentity: {
      readonly isAuthenticated: boolean;
      readonly customer: { readonly metafield: { readonly value: string } | null } | null;
    } | null;
    readonly cost: { readonly subtotalAmount: { readonly currencyCode: string } };
    readonly lines: readonly {
      readonly id: string;
      readonly cost: { readonly amountPerQuantity: { readonly amount: string } };
      readonly merchandise:
        | { readonly id?: undefined; readonly product?: undefined }
        | {
            readonly id: string;
            readonly product: { readonly id: string; readonly isGiftCard: boolean; readonly inAnyCollection: boolean };
          };
    }[];
  };
  readonly discount: {
    readonly discountClasses: readonly ('ORDER' | 'PRODUCT' | 'SHIPPING')[];
    readonly metafield: { readonly jsonValue: unknown } | null;
  };
  readonly localization: { readonly language: { readonly isoCode: string } };
  readonly presentmentCurrencyRate: string;
};

export type Line = Input['cart']['lines'][number];

export type Result = {
  readonly operations: readonly {
    readonly enteredDiscountCodesAccept?: { readonly codes: readonly { readonly code: string }[] };
    readonly enteredDiscountCodesReject?: { readonly codes: readonly { readonly code: string }[]; readonly message: string };
    readonly orderDiscountsAdd?: {
      readonly candidates: readonly {
        readonly associatedDiscountCode?: { readonly code: string };
        readonly conditions?: readonly {
          readonly cartLineMinimumQuantity?: { readonly ids: readonly string[]; readonly minimumQuantity: number };
          readonly cartLineMinimumSubtotal?: { readonly ids: readonly string[]; readonly minimumAmount: string };
          readonly orderMinimumSubtotal?: { readonly excludedCartLineIds: readonly string[]; readonly minimumAmount: string };
        }[];
        readonly message?: string;
        readonly targets: readonly { readonly orderSubtotal?: { readonly excludedCartLineIds: readonly string[] } }[];
        readonly value: { readonly fixedAmount?: { readonly amount: string }; readonly percentage?: { readonly value: string } };
      }[];
      readonly selectionStrategy: 'FIRST' | 'MAXIMUM';
    };
    readonly productDiscountsAdd?: {
      readonly candidates: readonly {
        readonly associatedDiscountCode?: { readonly code: string };
        readonly message?: string;
        readonly prerequisites?: readonly { readonly cartLine?: { readonly id: string; readonly quantity: number } }[];
        readonly targets: readonly { readonly cartLine?: { readonly id: string; readonly quantity?: number } }[];
        readonly value: {
          readonly fixedAmount?: { readonly amount: string; readonly appliesToEachItem?: boolean };
          readonly percentage?: { readonly value: string };
        };
      }[];
      readonly selectionStrategy: 'ALL' | 'FIRST' | 'MAXIMUM';
    };
  }[];
};
