import { expect, it } from 'vitest';
import { pageAddress } from './page-address.ts';

const at = (rest: string) => pageAddress(`https://shop.example${rest}`)?.replace('https://shop.example', '');

it.each([
  ['/cart?utm_source=mail&page=2', '/cart?utm_source=mail&page=2'],
  ['/?design=a&monkey=b&author=c&keyword=d', '/?design=a&monkey=b&author=c&keyword=d'],
  ['/?access_token=x&page=2', '/?page=2'],
  ['/?accessToken=x', '/'],
  ['/?api-key=x&apikey=y&X-Amz-Signature=z', '/'],
  ['/?sid=1&PHPSESSID=2&session_id=3', '/'],
  ['/?email=a%40b.example&userEmail=x', '/'],
  ['/?who=ada%40shop.example', '/'],
  ['/?t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', '/'],
  ['/?password=a&newPassword=b&reset_code=c', '/'],
  ['/?token=1&token=2&a=3', '/?a=3'],
  ['/?user[email]=a&page=2', '/?page=2'],
  ['/?to%6ben=abc', '/'],
  ['/?token', '/'],
  ['/?a=%E0%A4%A&b=1', '/?a=%E0%A4%A&b=1'],
  ['/?code=b&session=c&auth=d&sig=e&jwt=f&state=g&nonce=h', '/'],
  ['/?api=z&credentials=x&page=2', '/?page=2'],
  ['/?oauth2Api=z&o2Key=x', '/'],
  ['/?t=abcdefgh.ijklmnop.qrst', '/'],
  ['/docs#prices', '/docs#prices'],
  ['/docs#how-it-works', '/docs#how-it-works'],
  ['/#/reset/Zx9kQ2secret', '/'],
  ['/#k3y0paqueShareKey', '/'],
  ['/#section_2', '/'],
  [`/#${'a'.repeat(41)}`, '/'],
  ['/#access_token=x&expires=1', '/'],
  ['/#/reset?token=x', '/'],
  ['/#ada@shop.example', '/'],
])('keeps of %s only %s', (given, kept) => {
  expect(at(given)).toBe(kept);
});

const within = (address: string): string => encodeURIComponent(address);

it.each([
  `/login?return_url=${within('https://shop.example/reset?token=hush')}`,
  '/login?next=%2Finvite%3Ftoken%3Dhush',
  `/login?next=${within(within('/invite?a=1&token=hush'))}`,
  `/login?next=${within(`/sign-in?next=${within('/invite?token=hush')}`)}`,
  '/login?next=%2525252Finvite%2525253F%2525252574oken%2525253Dhush',
  '/login?data=key%3Dhush',
  '/login?next=%2Fto%23access_token%3Dhush',
  '/login?a=1;token=hush',
  `/login?next=${within('/welcome?to=ada@shop.example')}`,
  `/login?next=${within(within('ada@shop.example'))}`,
  '/login?next=%2Finvite%3Ftoken%3Dhush%',
])('keeps nothing of a parameter that carries a secret: %s', (given) => {
  expect(at(given)).toBe('/login');
});

it.each(
  `accesskey authkey resetkey resetcode invitecode accesscode privatekey apikey googleapikey userkey userid
  securitycode confirmationcode activationkey recoverycode mycode code1 key1 pin2 KEY2 pw PW2 sso SAMLRequest SAMLResponse
  SAMLart passwort passwd passcode passkey loginkey totp magic-key user.name x-api-key hashKey myPw1 telephone`.split(
    /\s+/,
  ),
)('knows %s for a secret', (name) => {
  expect(at(`/?a=1&${name}=hush&b=2`)).toBe('/?a=1&b=2');
});

it.each(
  `q page page2 zip zipcode postcode barcode hotelcode promocode keyword keywords monkey turkey hockey utm_source
  utm_medium utm_campaign utm_term utm_content author passenger passport pinned opinion design insight hotel apiary
  statement hashtag codec encoding lesson espresso private security my id lang ref gclid variant size`.split(/\s+/),
)('leaves %s alone', (name) => {
  const kept = `/?${name}=hush&b=2`;
  expect(at(kept)).toBe(kept);
});

it.each(['/cart?page=2', 'https://shop.example/reset', 'what is 1=1?', 'key', 'a&b', '100%', '%zz?a=b'])(
  'leaves a value alone that carries none: %s',
  (value) => {
    const kept = `/?q=${within(value)}`;
    expect(at(kept)).toBe(kept);
  },
);

it.each(['pass', 'code', 'a=', '%25', 'passcode', '?a=', 'my'])('takes no time over many of %j', (piece) => {
  const many = piece.repeat(20_000);
  const begun = performance.now();
  at(`/?${many}x=1&q=${many}`);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

it('is the same once more, so that what the loader has cleaned passes here as it is', () => {
  const clean = pageAddress('https://shop.example/a b?page=2&token=x&q=ä#prices');
  expect(pageAddress(clean ?? '')).toBe(clean);
});

it('is not longer than what is stored', () => {
  expect(pageAddress(`https://shop.example/${'a'.repeat(5_000)}`)).toHaveLength(2_000);
});

it('keeps no name and password', () => {
  expect(pageAddress('https://ada:secret@shop.example/')).toBe('https://shop.example/');
});

it.each(['', 'shop', 'about:blank', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x'])(
  'keeps nothing of %j',
  (given) => {
    expect(pageAddress(given)).toBeNull();
  },
);
