import type { DeliveryState } from '@parley/protocol';

/** A delivery as the log of deliveries has it. */
export type Delivery = {
  readonly id: string;
  readonly endpointId: string;
  readonly event: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly lastStatus: number | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};
