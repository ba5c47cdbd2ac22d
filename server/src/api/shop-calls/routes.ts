// The questions of a WooCommerce shop's plugin, in the shop's own name: signed over time, name and bytes, so that none is taken for another.
import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import { shopCalls } from '../../contract/index.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { answer } from '../answer.ts';
import { notFound } from '../http-problem.ts';
import { limit, strangerProblem } from '../rate-limit.ts';
import { bodyReader, type ReadBody } from '../read-body.ts';
import type { Services } from '../services.ts';
import { jsonOf, parseInput } from '../untrusted-input.ts';
import { erasePerson, exportPerson } from './person.ts';
import { quote } from './quote.ts';
import { release, reserve } from './reserve.ts';

const BODY_MAX = 4_096;
const STORE_ID = /^[\w-]{1,80}$/u;

const { SHOP_CALLS } = shopCalls;
type Name = shopCalls.ShopCall;
type Answering = (services: Services, store: StoreRecord, bytes: Buffer, res: Response) => Promise<void>;

interface Call<Body extends z.ZodType, Answer extends z.ZodType> {
  readonly body: Body;
  readonly answer: Answer;
}

function answering<Body extends z.ZodType, Answer extends z.ZodType>(
  { body, answer: shape }: Call<Body, Answer>,
  handle: (services: Services, store: StoreRecord, body: z.output<Body>) => Promise<z.input<Answer>>,
): Answering {
  return async (services, store, bytes, res) =>
    answer(services.env, res, shape, await handle(services, store, parseInput(body, jsonOf(bytes))));
}

async function goodbye({ pluginDoors }: Services, store: StoreRecord): Promise<Record<string, never>> {
  await pluginDoors.goodbye(store);
  return {};
}

const ANSWERS: Readonly<Record<Name, Answering>> = {
  quote: answering(SHOP_CALLS.quote, quote),
  reserve: answering(SHOP_CALLS.reserve, reserve),
  release: answering(SHOP_CALLS.release, release),
  export: answering(SHOP_CALLS.export, exportPerson),
  erase: answering(SHOP_CALLS.erase, erasePerson),
  goodbye: answering(SHOP_CALLS.goodbye, goodbye),
};

async function asker(services: Services, name: Name, req: Request, bytes: Buffer): Promise<StoreRecord> {
  const { storeId = '' } = req.params as { storeId?: string };
  if (!STORE_ID.test(storeId)) throw notFound();
  const headers = { time: req.get('x-lasting-time'), signature: req.get('x-lasting-signature') };
  const store = await services.pluginDoors.call(storeId, { headers, bytes, path: name });
  if (store === null) throw await strangerProblem(services, req);
  return store;
}

async function call(services: Services, name: Name, readBody: ReadBody, req: Request, res: Response): Promise<void> {
  const bytes = await readBody(req, res);
  const store = await asker(services, name, req, bytes);
  await limit(services, 'shopCall', store.storeId);
  await ANSWERS[name](services, store, bytes, res);
}

export function addShopCalls(app: Express, services: Services): void {
  const readBody = bodyReader(BODY_MAX);
  for (const name of Object.keys(ANSWERS) as Name[])
    app.post(`/woocommerce/:storeId/calls/${name}`, (req, res) => call(services, name, readBody, req, res));
}
