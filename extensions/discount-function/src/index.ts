// What Shopify calls: the export's name is the target's in shopify.extension.toml.
export { cartLinesDiscountsGenerateRun } from './run.ts';
