/** Numbers: whole numbers stay whole and exact, a result that does not fit 64 bits goes on as a double. */
import { asDouble, isWide, multiply, orDouble, subtract, whole } from '../bson/arithmetic.ts';
import { numeric } from '../bson/order.ts';
import { Double, isNumber, typeName } from '../bson/value.ts';
import type { Found, Num, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { averageOf, sumOf } from '../aggregate/sums.ts';
import { isNothing, over, overOne } from './arguments.ts';
import { compareFound } from './condition-operators.ts';
import type { OperatorCompile, OperatorTable } from './operators.ts';

export function numberOf(operator: string, value: Value, code = 14): Num {
  return isNumber(value) ? value : refuse(code, `${operator} only supports numeric types, not ${typeName(value)}`);
}

function addAll(values: readonly Found[]): Found {
  if (values.some(isNothing)) return null;
  const date = values.find((value) => value instanceof Date);
  const numbers = values.filter((value) => value !== date).map((value) => addend(value));
  const sum = sumOf(numbers);
  return date instanceof Date ? new Date(date.getTime() + Math.trunc(asDouble(sum))) : sum;
}

function addend(value: Found): Num {
  if (value instanceof Date) return refuse(16612, 'only one date allowed in an $add expression');
  return isNumber(value) ? value : refuse(14, `$add only supports numeric or date types, not ${typeName(value)}`);
}

function minus(a: Found, b: Found): Found {
  if (isNothing(a) || isNothing(b)) return null;
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (a instanceof Date && isNumber(b)) return new Date(a.getTime() - Math.trunc(asDouble(b)));
  if (isNumber(a) && isNumber(b)) return orDouble(subtract(a, b), asDouble(a) - asDouble(b));
  return refuse(14, `can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

const product = (values: readonly Found[]): Found =>
  values.some(isNothing)
    ? null
    : values
        .map((value) => numberOf('$multiply', value ?? null))
        .reduce<Num>((a, b) => orDouble(multiply(a, b), asDouble(a) * asDouble(b)), 1);

function quotient(a: Found, b: Found): Found {
  if (isNothing(a) || isNothing(b)) return null;
  if (!isNumber(a) || !isNumber(b)) return refuse(14, `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  const divisor = asDouble(b);
  return divisor === 0 ? refuse(2, `can't $divide by zero`) : new Double(asDouble(a) / divisor);
}

function remainder(a: Found, b: Found): Found {
  if (isNothing(a) || isNothing(b)) return null;
  if (!isNumber(a) || !isNumber(b)) return refuse(14, `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (asDouble(b) === 0) refuse(2, `can't $mod by zero`);
  if (a instanceof Double || (b instanceof Double && !Number.isInteger(b.value))) return new Double(asDouble(a) % asDouble(b));
  return whole(BigInt(a) % BigInt(numeric(b)), isWide(a, b));
}

function absolute(value: Value): Found {
  const number = numberOf('$abs', value, 28765);
  if (number instanceof Double) return new Double(Math.abs(number.value));
  const positive = BigInt(number) < 0n ? -BigInt(number) : BigInt(number);
  return whole(positive, typeof number === 'bigint') ?? refuse(28680, `can't take $abs of long long min`);
}

const rounding = (operator: string, round: (value: number) => number): OperatorCompile =>
  overOne(operator, (value) => {
    const number = numberOf(operator, value, 28765);
    return number instanceof Double ? new Double(round(number.value)) : number;
  });

function squareRoot(value: Value): Found {
  const number = asDouble(numberOf('$sqrt', value, 28765));
  return number < 0 ? refuse(28714, `$sqrt's argument must be greater than or equal to 0`) : new Double(Math.sqrt(number));
}

/** $round (to even) and $trunc, both to a number of decimal places. */
function toPlaces(operator: string, toEven: boolean): OperatorCompile {
  return over(operator, 1, 2, (value, places: Found = 0) => {
    if (isNothing(value) || isNothing(places)) return null;
    const number = numberOf(operator, value, 51081);
    const digits = asDouble(numberOf(operator, places, 51082));
    if (!Number.isInteger(digits) || digits < -20 || digits > 100) refuse(51083, `cannot apply ${operator} with precision value ${digits}`);
    const exact = numeric(number);
    if (number instanceof Double) return new Double(roundExactly(number.value, digits, toEven));
    if (digits >= 0) return number;
    const unit = 10n ** BigInt(-digits);
    return orDouble(whole(divideRounded(BigInt(exact), unit, toEven) * unit, typeof number === 'bigint'), asDouble(number));
  });
}

/** By the exact value of the double, as MongoDB does: 2.675 is a little less than it looks and becomes 2.67. */
function roundExactly(value: number, digits: number, toEven: boolean): number {
  if (!Number.isFinite(value) || (Number.isInteger(value) && digits >= 0)) return value;
  const { mantissa, exponent } = partsOf(value);
  const rounded = scaled(mantissa * 2n ** BigInt(Math.max(exponent, 0)), 2n ** BigInt(Math.max(-exponent, 0)), digits, toEven);
  if (rounded === 0n) return value < 0 ? -0 : 0;
  return Number(`${rounded}e${-digits}`);
}

function scaled(value: bigint, divisor: bigint, digits: number, toEven: boolean): bigint {
  return divideRounded(value * 10n ** BigInt(Math.max(digits, 0)), divisor * 10n ** BigInt(Math.max(-digits, 0)), toEven);
}

function partsOf(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const all = bits.getBigUint64(0);
  const exponent = Number((all >> 52n) & 0x7ffn);
  const fraction = all & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(exponent, 1) - 1075 };
}

function divideRounded(value: bigint, unit: bigint, toEven: boolean): bigint {
  const quotientDown = value / unit;
  if (!toEven) return quotientDown;
  const twice = (value % unit) * 2n;
  const size = twice < 0n ? -twice : twice;
  if (size < unit || (size === unit && quotientDown % 2n === 0n)) return quotientDown;
  return quotientDown + (value < 0n ? -1n : 1n);
}

/** $sum, $avg, $min and $max as expressions: over several arguments, or over one that is an array. */
const overList =
  (combine: (values: readonly Found[]) => Found): OperatorCompile =>
  (argument, names, compile) => {
    if (Array.isArray(argument) && argument.length !== 1) {
      const computes = argument.map((item) => compile(item, names));
      return (scope) => combine(computes.map((compute) => compute(scope)));
    }
    const compute = compile(Array.isArray(argument) ? (argument[0] ?? null) : argument, names);
    return (scope) => {
      const value = compute(scope);
      return combine(Array.isArray(value) ? value : [value]);
    };
  };

const extreme = (sign: number): OperatorCompile =>
  overList((values) => {
    const present = values.filter((value) => !isNothing(value));
    return present.length === 0 ? null : present.reduce((best, value) => (Math.sign(compareFound(value, best)) === sign ? value : best));
  });

export const ARITHMETIC: OperatorTable = {
  $add: over('$add', 1, 1000, (...values) => addAll(values)),
  $subtract: over('$subtract', 2, 2, minus),
  $multiply: over('$multiply', 1, 1000, (...values) => product(values)),
  $divide: over('$divide', 2, 2, quotient),
  $mod: over('$mod', 2, 2, remainder),
  $abs: overOne('$abs', absolute),
  $ceil: rounding('$ceil', Math.ceil),
  $floor: rounding('$floor', Math.floor),
  $sqrt: overOne('$sqrt', squareRoot),
  $round: toPlaces('$round', true),
  $trunc: toPlaces('$trunc', false),
  $sum: overList((values) => sumOf(values.filter(isNumber))),
  $avg: overList((values) => averageOf(values.filter(isNumber))),
  $min: extreme(-1),
  $max: extreme(1),
};
