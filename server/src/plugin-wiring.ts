// Plugins of WooCommerce shops, wired for one process: how they connect, and how they and their shops' people prove themselves.
import type { Logger } from 'pino';
import { catchUp, type ComingBackNeeds } from './coming-back.ts';
import { Connecting, type ConnectingNeeds } from './onboarding/plugins/connecting.ts';
import { StoreRefused, StoreUnreachable } from './platforms/platform.ts';
import type { StoreChanges } from './orders/store-changes.ts';
import type { StaffStore } from './stores/staff.ts';
import type { StoreDirectory } from './stores/directory.ts';
import type { StoreRecords } from './stores/store-record.ts';
import { WoocommerceDoors } from './woocommerce-doors.ts';

export interface PluginNeeds extends ComingBackNeeds, Pick<ConnectingNeeds, 'invitations' | 'platform' | 'clock'> {
  readonly stores: StoreRecords;
  readonly staff: StaffStore;
  readonly directory: StoreDirectory;
  readonly changes: Pick<StoreChanges, 'left'>;
  readonly log: Logger;
}

function troubleOf(error: unknown): 'keys-refused' | 'shop-silent' | null {
  if (error instanceof StoreRefused) return 'keys-refused';
  return error instanceof StoreUnreachable ? 'shop-silent' : null;
}

export function pluginsOf(needs: PluginNeeds): { readonly connecting: Connecting; readonly pluginDoors: WoocommerceDoors } {
  const connecting = new Connecting({ ...needs, troubleOf, cameBack: (storeId) => catchUp(needs, storeId, needs.log) });
  return { connecting, pluginDoors: new WoocommerceDoors(needs) };
}
