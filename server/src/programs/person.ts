/** Who did it: staff of the merchant, as the audit names them. */
export interface Doer {
  readonly userId: string;
  readonly name: string;
}
