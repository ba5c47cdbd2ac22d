// Our blocks in the editor: each by its own name and with what a shopper would see of it; what is real is drawn by the shop.
interface Editor {
  readonly element: { readonly createElement: (what: string, props: object | null, ...inside: unknown[]) => object };
  readonly blockEditor: { readonly useBlockProps: () => object };
  readonly blocks: {
    readonly getBlockType: (name: string) => { readonly title: string } | undefined;
    readonly registerBlockType: (name: string, settings: { readonly edit: () => object; readonly save: () => null }) => void;
  };
}
const { element, blockEditor, blocks } = (window as unknown as { readonly wp: Editor }).wp;
const { createElement } = element;

/** Numbers of an example, which every language reads. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'lasting/balance': '★ 1,240',
  'lasting/rewards': '★ 250  ·  ★ 500  ·  ★ 1,000',
  'lasting/referral': '★ + ★',
  'lasting/product-points': '+ ★ 25',
  'lasting/thank-you': '+ ★ 25',
};

for (const [name, example] of Object.entries(EXAMPLES)) {
  const Edit = () => {
    const title = blocks.getBlockType(name)?.title ?? '';
    return createElement(
      'div',
      blockEditor.useBlockProps(),
      createElement('strong', null, example),
      ' ',
      createElement('span', null, title),
    );
  };
  blocks.registerBlockType(name, { edit: Edit, save: () => null });
}
