import { getRouteApi } from '@tanstack/react-router';
import { OpenedScreen } from './opened-screen.tsx';

const route = getRouteApi('/$workspace/conversations/$conversation');

/** One conversation. Another one begins anew: nothing of what was typed or opened here stays on screen. */
export function OpenConversation() {
  const { conversation } = route.useParams();
  return <OpenedScreen key={conversation} id={conversation} />;
}
