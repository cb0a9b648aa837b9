package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.Brief;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Question;
import dev.manyhands.core.run.Talk;
import dev.manyhands.core.run.Usage;
import dev.manyhands.engine.port.Mail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One subagent's connection to those outside, for as long as its attempt is under way: messages to
 * it, questions and results from it. Safe for any thread.
 */
public final class Post implements AutoCloseable, Mail {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Desk desk;
  private final AttemptId attempt;
  private final TaskSpec task;
  private final InstantSource clock;
  private final String token;
  private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
  private final Map<Integer, CompletableFuture<String>> questions = new ConcurrentHashMap<>();
  private final Lock asking = new ReentrantLock();
  private int asked;
  private boolean closed;
  private final AtomicReference<@Nullable String> result = new AtomicReference<>();
  private volatile Runnable onWaiting = () -> {};
  private volatile Runnable onAnswered = () -> {};
  private volatile Runnable onUrgent = () -> {};

  /** A message on its way, and the moment when it is taken. */
  record Letter(Talk.Message message, CountDownLatch taken) {}

  Post(Desk desk, AttemptId attempt, TaskSpec task, InstantSource clock) {
    this.desk = desk;
    this.attempt = attempt;
    this.task = task;
    this.clock = clock;
    byte[] secret = new byte[16];
    RANDOM.nextBytes(secret);
    this.token = HexFormat.of().formatHex(secret);
  }

  /** Returns whose it is. */
  public AttemptId attempt() {
    return attempt;
  }

  /** Returns the task that it is about. */
  public TaskSpec task() {
    return task;
  }

  /** Returns what shows that somebody speaks for this attempt, and for no other. */
  String token() {
    return token;
  }

  /** Returns the variables by which the subagent's own commands find this. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>(desk.variables());
    variables.put("MANYHANDS_TOKEN", token);
    return variables;
  }

  boolean isTokenOf(String other) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Says what to do while the subagent waits for an answer, and when it has one. */
  void whileWaiting(Runnable waiting, Runnable answered) {
    onWaiting = waiting;
    onAnswered = answered;
  }

  /** Says what to do when a message comes that is to be heard at once. */
  void whenUrgent(Runnable urgent) {
    onUrgent = urgent;
  }

  /** Waits until the subagent has taken a message; returns false if it did not. */
  boolean deliver(Talk.Message message) throws InterruptedException {
    Letter letter = new Letter(message, new CountDownLatch(1));
    letters.add(letter);
    try {
      if (message.interrupt()) {
        onUrgent.run();
      }
      letter.taken().await();
      return true;
    } finally {
      letters.remove(letter);
    }
  }

  /** Returns the next message, if there is one. */
  Optional<Talk.Message> next() {
    return Optional.ofNullable(letters.poll()).map(Post::take);
  }

  @Override
  public Optional<String> poll() {
    return next().map(Talk.Message::text);
  }

  @Override
  public Optional<String> poll(Duration time) throws InterruptedException {
    return Optional.ofNullable(letters.poll(time.toMillis(), TimeUnit.MILLISECONDS))
        .map(Post::take)
        .map(Talk.Message::text);
  }

  @Override
  public String ask(String question, String fallback) throws InterruptedException {
    return ask(Question.Kind.QUESTION, question, fallback, null);
  }

  private static Talk.Message take(Letter letter) {
    letter.taken().countDown();
    return letter.message();
  }

  /**
   * Asks something, and returns the answer: the fallback when nobody gives one in time.
   *
   * @param patienceOrNull how long to wait; null for what the plan says
   */
  public String ask(
      Question.Kind kind, String text, String fallback, @Nullable Duration patienceOrNull)
      throws InterruptedException {
    Duration patience = patienceOrNull == null ? brief().patience() : patienceOrNull;
    CompletableFuture<String> answer = new CompletableFuture<>();
    onWaiting.run();
    int number = 0;
    try {
      number = tell(kind, text, fallback, patience, answer);
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      onAnswered.run();
      questions.remove(number);
    }
  }

  /**
   * Numbers a question and tells the run of it, before anybody asks the next one: what comes after
   * a higher number is no question any more.
   */
  private int tell(
      Question.Kind kind,
      String text,
      String fallback,
      Duration patience,
      CompletableFuture<String> answer)
      throws InterruptedException {
    asking.lockInterruptibly();
    try {
      if (closed) {
        answer.complete("");
        return 0;
      }
      asked++;
      questions.put(asked, answer);
      Instant now = clock.instant();
      desk.tell(
          new Command.Ask(
              now, attempt, new Question(asked, kind, text, fallback, now.plus(patience))));
      return asked;
    } finally {
      asking.unlock();
    }
  }

  private Brief brief() {
    return task.work() instanceof Work.Prompt prompt ? prompt.brief() : Brief.STANDARD;
  }

  void answered(int number, String text) {
    CompletableFuture<String> answer = questions.get(number);
    if (answer != null) {
      answer.complete(text);
    }
  }

  /** Writes a line into the notes of the run; they hold it when this returns. */
  @Override
  public void note(String text) throws InterruptedException {
    desk.note(new Command.Note(clock.instant(), attempt, text));
  }

  /** Says what the attempt has consumed so far. */
  void charge(Usage usage) {
    desk.tell(new Command.Charge(clock.instant(), attempt, usage));
  }

  /**
   * Takes a structured result; a later one replaces it.
   *
   * @return what is wrong with it, if anything is: it is not taken then
   */
  public Optional<String> result(String json) {
    Optional<String> problem = ResultSchema.of(brief().schemaOrNull()).problem(json);
    if (problem.isEmpty()) {
      result.set(json);
    }
    return problem;
  }

  /** Returns the structured result that was handed in. */
  Optional<String> result() {
    return Optional.ofNullable(result.get());
  }

  /** Closes it: messages wait for another attempt, and questions get no answer. */
  @Override
  public void close() {
    desk.closed(this);
    asking.lock();
    try {
      closed = true;
    } finally {
      asking.unlock();
    }
    questions.values().forEach(answer -> answer.complete(""));
  }
}
