import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { historyText } from '../../../../src/extension/images/image-texts';
import { maskSecrets, secretLooks } from '../../../../src/extension/images/mask-secrets';

const SECRET = 'hunter2-and-more';

describe('What a builder noted', () => {
  const withSecrets = {
    [`ENV LAB_TOKEN=${SECRET}`]: 'ENV LAB_TOKEN=•••',
    [`/bin/sh -c #(nop)  ENV LAB_TOKEN=${SECRET} and blanks OTHER=x`]: '/bin/sh -c #(nop)  ENV LAB_TOKEN=••• OTHER=x',
    [`ARG NPM_TOKEN=${SECRET}`]: 'ARG NPM_TOKEN=•••',
    [`RUN |2 NPM_TOKEN=${SECRET} two words VERSION=1 /bin/sh -c npm ci # buildkit`]:
      'RUN |2 NPM_TOKEN=••• VERSION=1 /bin/sh -c npm ci # buildkit',
    [`|1 API_KEY=${SECRET} /bin/sh -c make`]: '|1 API_KEY=••• /bin/sh -c make',
    [`/bin/sh -c curl -H "Authorization: Bearer ${SECRET}" https://lab`]:
      '/bin/sh -c curl -H "Authorization: Bearer •••" https://lab',
    [`/bin/sh -c git clone https://ada:${SECRET}@lab/code`]: '/bin/sh -c git clone https://ada:•••@lab/code',
    [`/bin/sh -c login --password ${SECRET} --user ada`]: '/bin/sh -c login --password ••• --user ada',
    [`/bin/sh -c login --password=${SECRET}`]: '/bin/sh -c login --password=•••',
    [`/bin/sh -c export DB_PASSWORD="${SECRET} x" && make`]: '/bin/sh -c export DB_PASSWORD=••• && make',
    [`/bin/sh -c echo ghp_${'a1B2'.repeat(8)}`]: '/bin/sh -c echo •••',
    '/bin/sh -c aws AKIAABCDEFGHIJKLMNOP': '/bin/sh -c aws •••',
  };

  for (const [noted, masked] of Object.entries(withSecrets)) {
    it(`is masked where it looks like a secret: ${masked}`, () => {
      equal(maskSecrets(noted), masked);
      ok(!maskSecrets(noted).includes(SECRET));
    });
  }

  it('is left alone where it does not', () => {
    for (const noted of [
      'ENV PATH=/usr/local/bin:/usr/bin LANG=C.UTF-8',
      'ENV TOKEN_FILE=/run/secrets/token',
      'ENV LAB_TOKEN=',
      'ENV LAB_TOKEN="" OTHER=1',
      'RUN |1 LAB_TOKEN=$TOKEN /bin/sh -c make # buildkit',
      'RUN /bin/sh -c apt-get install -y --no-install-recommends keyring # buildkit',
      'COPY file:1 in /key ',
      'RUN /bin/sh -c curl https://lab/a@b # buildkit',
      'CMD ["--password"]',
    ]) {
      deepEqual(secretLooks(noted), [], noted);
    }
  });
});

describe('The history of an image', () => {
  const text = historyText(
    'lab/tool:1',
    [
      { createdBy: `ENV LAB_TOKEN=${SECRET}`, created: new Date(1000), size: 0, comment: 'buildkit.dockerfile.v0' },
      { createdBy: '/bin/sh -c make && make test', created: new Date(0), size: 1_500_000, comment: '' },
      { createdBy: '/bin/sh -c #(nop) ADD file:1 in / ', created: undefined, size: 5, comment: '' },
    ],
    new Date(120_000),
  );

  it('begins with the first step and says what each added', () => {
    match(
      text,
      /1\. 5 B\n {3}ADD file:1 in \/\n\n2\. 1\.5 MB · 2 minutes ago\n {3}RUN \/bin\/sh -c make \\\n {3}&& make test/,
    );
  });

  it('points out what looks like a secret, and never shows it', () => {
    match(text, /Warning: 1 value looks like a secret and is masked here\./);
    match(text, /Step 3: LAB_TOKEN, in “ENV”/);
    ok(!text.includes(SECRET));
  });

  it('warns of nothing where there is nothing', () => {
    ok(!historyText('a:1', []).includes('Warning'));
  });
});
