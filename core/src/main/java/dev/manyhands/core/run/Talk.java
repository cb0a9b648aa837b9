package dev.manyhands.core.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said between a task's subagents and those outside.
 *
 * @param sent how many messages were sent to it
 * @param unread messages that no attempt has got yet, in order
 * @param asked how many questions the current attempt has asked
 * @param open those that wait for an answer, in order
 */
public record Talk(int sent, List<Message> unread, int asked, List<Question> open) {
  static final Talk NONE = new Talk(0, List.of(), 0, List.of());

  public Talk {
    unread = List.copyOf(unread);
    open = List.copyOf(open);
  }

  /**
   * A text for a subagent.
   *
   * @param number from 1, in its task
   * @param interrupt whether it is to be heard at once, rather than at the next turn
   */
  public record Message(int number, String text, boolean interrupt) {}

  /**
   * Returns the question that is meant, if it is open.
   *
   * @param attempt the one that is at work
   */
  Optional<Question> find(QuestionName name, int attempt) {
    return open.stream()
        .filter(question -> name.number() == 0 || question.number() == name.number())
        .filter(_ -> name.isOf(attempt))
        .findFirst();
  }

  Talk sent(Message message) {
    List<Message> more = new ArrayList<>(unread);
    more.add(message);
    return new Talk(message.number(), more, asked, open);
  }

  /** Says whether this is the message that is to be delivered next. */
  boolean isNext(int number) {
    return !unread.isEmpty() && unread.getFirst().number() == number;
  }

  Talk delivered() {
    return new Talk(sent, unread.subList(1, unread.size()), asked, open);
  }

  Talk asked(Question question) {
    List<Question> more = new ArrayList<>(open);
    more.add(question);
    return new Talk(sent, unread, question.number(), more);
  }

  Talk answered(int number) {
    return new Talk(sent, unread, asked, open.stream().filter(q -> q.number() != number).toList());
  }

  /** Forgets the questions: whoever asked has ended. */
  Talk silent() {
    return new Talk(sent, unread, 0, List.of());
  }

  Talk delayed(Duration by) {
    return new Talk(sent, unread, asked, open.stream().map(q -> q.delayed(by)).toList());
  }
}
