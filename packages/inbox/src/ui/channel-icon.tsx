import type { Source } from '@parley/protocol';
import {
  Camera,
  Code,
  Eye,
  FlaskConical,
  Gamepad2,
  Globe,
  Hash,
  type LucideIcon,
  Mail,
  MessageCircle,
  MessageCircleMore,
  Plug,
  Send,
} from 'lucide-react';

const ICONS: Readonly<Record<Source, LucideIcon>> = {
  widget: Globe,
  api: Code,
  slack: Hash,
  telegram: Send,
  whatsapp: MessageCircle,
  email: Mail,
  messenger: MessageCircleMore,
  instagram: Camera,
  discord: Gamepad2,
  mcp: Plug,
  preview: Eye,
  simulation: FlaskConical,
};

/** The picture of the channel of a conversation; its name stands beside it or in a label. */
export function ChannelIcon({ source, className }: { readonly source: Source; readonly className?: string }) {
  const Icon = ICONS[source];
  return <Icon aria-hidden className={className} />;
}
