/** The fields of a command, each read with the type it must have. */
import { asDouble } from '../bson/arithmetic.ts';
import { isDoc, isNumber, typeName } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, refuse } from '../errors.ts';

function wrongType(command: string, name: string, value: Value, wanted: string): never {
  throw new CommandError(14, `BSON field '${command}.${name}' is the wrong type '${typeName(value)}', expected type '${wanted}'`);
}

export class Fields {
  readonly body: Doc;
  readonly command: string;

  constructor(body: Doc, command: string) {
    this.body = body;
    this.command = command;
  }

  /** Anything that is not named is refused: an option that is skipped silently changes what a command means. */
  allow(...names: readonly string[]): this {
    for (const name of this.body.keys()) {
      if (!names.includes(name)) refuse(40415, `BSON field '${this.command}.${name}' is an unknown field.`);
    }
    return this;
  }

  refuseSet(...names: readonly string[]): this {
    for (const name of names) {
      const value = this.body.get(name);
      if (value !== undefined && value !== null && value !== false) refuse(115, `devdb does not support '${name}' in ${this.command}`);
    }
    return this;
  }

  value(name: string): Value | undefined {
    return this.body.get(name);
  }

  text(name: string): string {
    const value = this.body.get(name) ?? null;
    return typeof value === 'string' ? value : wrongType(this.command, name, value, 'string');
  }

  maybeText(name: string): string | undefined {
    return this.body.has(name) ? this.text(name) : undefined;
  }

  flag(name: string, otherwise = false): boolean {
    const value = this.body.get(name) ?? otherwise;
    if (isNumber(value)) return asDouble(value) !== 0;
    return typeof value === 'boolean' ? value : wrongType(this.command, name, value, 'bool');
  }

  count(name: string): number | undefined {
    const value = this.body.get(name);
    if (value === undefined || value === null) return undefined;
    const number = isNumber(value) ? asDouble(value) : wrongType(this.command, name, value, 'long');
    if (!Number.isInteger(number)) refuse(9, `BSON field '${this.command}.${name}' must be a whole number`);
    if (number < 0) refuse(51024, `BSON field '${name}' value must be >= 0, actual value '${number}'`);
    return number;
  }

  document(name: string): Doc {
    return this.maybeDocument(name) ?? wrongType(this.command, name, null, 'object');
  }

  maybeDocument(name: string): Doc | undefined {
    const value = this.body.get(name);
    if (value === undefined || value === null) return undefined;
    return isDoc(value) ? value : wrongType(this.command, name, value, 'object');
  }

  list(name: string): Value[] {
    const value = this.body.get(name) ?? null;
    return Array.isArray(value) ? value : wrongType(this.command, name, value, 'array');
  }

  documents(name: string): Doc[] {
    return this.list(name).map((value) => (isDoc(value) ? value : wrongType(this.command, `${name}.0`, value, 'object')));
  }
}
