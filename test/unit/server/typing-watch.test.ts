import { equal } from 'node:assert/strict';
import { createTypingWatch } from '../../../src/server/typing-watch';

const URI = 'file:///command.json';

describe('Whether a person or their typing asks for completions', () => {
  let time = 0;
  const watchOfOpen = () => {
    const watch = createTypingWatch(() => time);
    watch.changed(URI);
    return watch;
  };

  it('is typing, where it follows a change at once', () => {
    const watch = watchOfOpen();
    watch.changed(URI);
    time += 100;
    equal(watch.asked(URI), 'by typing');
  });

  it('is the person, where the typing has asked already', () => {
    const watch = watchOfOpen();
    watch.changed(URI);
    watch.asked(URI);
    equal(watch.asked(URI), 'by the person');
    watch.changed(URI);
    equal(watch.asked(URI), 'by typing');
  });

  it('is the person, where nothing was changed for a while', () => {
    const watch = watchOfOpen();
    watch.changed(URI);
    time += 1000;
    equal(watch.asked(URI), 'by the person');
  });

  it('is the person in a document that was but opened, also again', () => {
    const watch = watchOfOpen();
    equal(watch.asked(URI), 'by the person');
    watch.changed(URI);
    watch.closed(URI);
    watch.changed(URI);
    equal(watch.asked(URI), 'by the person');
  });

  it('is not told by the changes of another document', () => {
    const watch = watchOfOpen();
    watch.changed('file:///other.json');
    watch.changed('file:///other.json');
    equal(watch.asked(URI), 'by the person');
  });
});
