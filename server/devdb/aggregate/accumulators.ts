/** What $group and windows gather: each accumulator takes values one by one and tells its result. */
import { asDouble, fromNumber } from '../bson/arithmetic.ts';
import { compare } from '../bson/order.ts';
import { keyOf } from '../bson/key.ts';
import { Double, isDoc, isNumber } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { mergeInto } from '../expression/object-operators.ts';
import { Sum } from './sums.ts';

export interface Accumulator {
  add(value: Found): void;
  result(): Value;
}

class SumOf implements Accumulator {
  private readonly sum = new Sum();
  add(value: Found): void {
    if (isNumber(value)) this.sum.add(value);
  }
  result(): Value {
    return this.sum.result();
  }
}

class Average implements Accumulator {
  private readonly sum = new Sum();
  add(value: Found): void {
    if (isNumber(value)) this.sum.add(value);
  }
  result(): Value {
    return this.sum.count === 0 ? null : new Double(this.sum.asDouble() / this.sum.count);
  }
}

class Extreme implements Accumulator {
  private readonly sign: number;
  private best: Value | undefined;
  constructor(sign: number) {
    this.sign = sign;
  }
  add(value: Found): void {
    if (value === null || value === undefined) return;
    if (this.best === undefined || Math.sign(compare(value, this.best)) === this.sign) this.best = value;
  }
  result(): Value {
    return this.best ?? null;
  }
}

class First implements Accumulator {
  private value: Found;
  private found = false;
  add(value: Found): void {
    if (!this.found) this.value = value;
    this.found = true;
  }
  result(): Value {
    return this.value ?? null;
  }
}

class Last implements Accumulator {
  private value: Found;
  add(value: Found): void {
    this.value = value;
  }
  result(): Value {
    return this.value ?? null;
  }
}

class Push implements Accumulator {
  private readonly values: Value[] = [];
  add(value: Found): void {
    if (value !== undefined) this.values.push(value);
  }
  result(): Value {
    return [...this.values];
  }
}

class AddToSet implements Accumulator {
  private readonly values = new Map<string, Value>();
  add(value: Found): void {
    if (value === undefined) return;
    const key = keyOf(value).toString('latin1');
    if (!this.values.has(key)) this.values.set(key, value);
  }
  result(): Value {
    return [...this.values.values()];
  }
}

class Count implements Accumulator {
  private count = 0;
  add(): void {
    this.count++;
  }
  result(): Value {
    return fromNumber(this.count);
  }
}

class Merge implements Accumulator {
  private readonly merged: Doc = new Map();
  add(value: Found): void {
    mergeInto(this.merged, value);
  }
  result(): Value {
    return new Map(this.merged);
  }
}

/** Welford's way, step for step as MongoDB does it, so that the last digits agree. */
class Deviation implements Accumulator {
  private readonly sample: boolean;
  private count = 0;
  private mean = 0;
  private squares = 0;
  constructor(sample: boolean) {
    this.sample = sample;
  }
  add(value: Found): void {
    if (!isNumber(value)) return;
    const number = asDouble(value);
    this.count++;
    const delta = number - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (number - this.mean);
  }
  result(): Value {
    const divisor = this.sample ? this.count - 1 : this.count;
    return divisor <= 0 ? null : new Double(Math.sqrt(this.squares / divisor));
  }
}

const MAKERS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => new SumOf(),
  $avg: () => new Average(),
  $min: () => new Extreme(-1),
  $max: () => new Extreme(1),
  $first: () => new First(),
  $last: () => new Last(),
  $push: () => new Push(),
  $addToSet: () => new AddToSet(),
  $count: () => new Count(),
  $mergeObjects: () => new Merge(),
  $stdDevPop: () => new Deviation(false),
  $stdDevSamp: () => new Deviation(true),
};

const ELSEWHERE = ['$accumulator', '$bottom', '$bottomN', '$firstN', '$lastN', '$maxN', '$median', '$minN', '$percentile', '$top', '$topN'];

export interface AccumulatorSpec {
  readonly make: () => Accumulator;
  readonly argument: Value;
}

/** `{$sum: '$points'}`: one accumulator with its expression. */
export function parseAccumulator(field: string, value: Value): AccumulatorSpec {
  if (!isDoc(value) || value.size !== 1) return refuse(isDoc(value) ? 40238 : 40234, `The field '${field}' must be an accumulator object`);
  const [[name, argument] = ['', null]] = value;
  const make = Object.hasOwn(MAKERS, name) ? MAKERS[name] : undefined;
  if (!make)
    return ELSEWHERE.includes(name)
      ? refuse(115, `devdb does not support the accumulator ${name}`)
      : refuse(15952, `unknown group operator '${name}'`);
  if (name === '$count' && !(isDoc(argument) && argument.size === 0)) refuse(9, '$count takes no arguments, i.e. $count:{}');
  return { make, argument: name === '$count' ? 1 : argument };
}
