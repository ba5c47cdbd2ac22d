// The port to files for people who asked what is known of them. They hold everything about somebody, so they are sealed and do not stay.
import type { StoreId } from '../loyalty/ids.ts';

export interface DataFileFacts {
  readonly storeId: StoreId;
  /** The store's own name of the request: one file, however often it is asked for. */
  readonly requestId: string;
  readonly askedAt: number;
  /** Of the members it is about; empty when nothing is kept of the person. */
  readonly members: readonly string[];
  readonly fetchedAt: number | null;
}

export interface NewDataFile extends Omit<DataFileFacts, 'fetchedAt'> {
  /** Keyed: finds the file when its person is erased. */
  readonly subjects: readonly string[];
  readonly text: string;
}

export interface DataFiles {
  /** Making it again replaces it: what is known may have grown since a crash. */
  keep(file: NewDataFile): Promise<void>;
  /** Newest first. */
  list(storeId: StoreId): Promise<DataFileFacts[]>;
  /** The file's text; null when there is none (any more). */
  read(storeId: StoreId, requestId: string): Promise<string | null>;
  /** The first time is kept. */
  fetched(storeId: StoreId, requestId: string, at: number): Promise<void>;
  purge(storeId: StoreId, subjects: readonly string[]): Promise<void>;
  /** Forgets those that were asked for before; says how many. */
  prune(before: number): Promise<number>;
}
