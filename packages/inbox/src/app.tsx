import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Direction, Tooltip } from 'radix-ui';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { createInboxRouter } from './router.tsx';
import { Toaster } from './ui/toast.tsx';
import { Waiting } from './ui/waiting.tsx';

type AppProps = { readonly queries: QueryClient; readonly router: ReturnType<typeof createInboxRouter> };

/** The whole inbox. */
export function App({ queries, router }: AppProps) {
  return (
    <QueryClientProvider client={queries}>
      <Tooltip.Provider delayDuration={400}>
        <Suspense fallback={<Waiting />}>
          <Directed>
            <RouterProvider router={router} />
          </Directed>
        </Suspense>
        <Toaster />
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}

/** The library's parts write from where the language begins; without it they would be left to right. */
function Directed({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation();
  return <Direction.Provider dir={i18n.dir()}>{children}</Direction.Provider>;
}
