package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Talk;
import dev.manyhands.engine.run.News;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Where the subagents of one run can be reached, and reach those outside. Answers come as events,
 * so that nobody hears of one that is not durable. Safe for any thread.
 */
public final class Desk {
  private final InstantSource clock;
  private final AtomicReference<Consumer<Command>> run = new AtomicReference<>(_ -> {});
  private final Map<String, String> variables;
  private final Map<AttemptId, Post> posts = new ConcurrentHashMap<>();
  private final News arrivals = new News();
  private final List<NoteLine> notes = new CopyOnWriteArrayList<>();
  private final News noted = new News();

  /**
   * Creates a desk.
   *
   * @param variables by which subagents find the way to it
   */
  public Desk(InstantSource clock, Map<String, String> variables) {
    this.clock = clock;
    this.variables = Map.copyOf(variables);
  }

  Map<String, String> variables() {
    return variables;
  }

  /** A line of the notes that all subagents of the run share. */
  public record NoteLine(AttemptId by, String text) {}

  /** Says who decides what the subagents ask for. */
  public void connect(Consumer<Command> decider) {
    run.set(decider);
  }

  /** Takes an event of the run, when it is durable. */
  public void on(Event event) {
    switch (event) {
      case Event.QuestionAnswered e ->
          post(new AttemptId(e.task(), e.attempt()))
              .ifPresent(post -> post.answered(e.number(), e.text()));
      case Event.Noted e -> {
        notes.add(new NoteLine(new AttemptId(e.task(), e.attempt()), e.text()));
        noted.announce();
      }
      default -> {} // about something else
    }
  }

  /** Returns the notes so far, in order. */
  public List<NoteLine> notes() {
    return List.copyOf(notes);
  }

  /** Writes a note, and waits until everybody can read it; not for ever. */
  void note(Command.Note note) throws InterruptedException {
    long seen = noted.count();
    tell(note);
    noted.awaitAfter(seen, Duration.ofSeconds(5));
  }

  /** Opens the post of an attempt; whoever opens it closes it. */
  Post open(AttemptId attempt, TaskSpec task) {
    Post post = new Post(this, attempt, task, clock);
    posts.put(attempt, post);
    arrivals.announce();
    return post;
  }

  void closed(Post post) {
    posts.remove(post.attempt(), post);
  }

  /** Returns the post of an attempt that is under way. */
  public Optional<Post> post(AttemptId attempt) {
    return Optional.ofNullable(posts.get(attempt));
  }

  /** Returns the post whose subagent has this token. */
  public Optional<Post> post(String token) {
    return posts.values().stream().filter(post -> post.isTokenOf(token)).findFirst();
  }

  /** Gives a message to a subagent, and returns when it has got it. */
  void deliver(AttemptId attempt, Talk.Message message) throws InterruptedException {
    while (true) {
      long seen = arrivals.count();
      Optional<Post> post = post(attempt);
      if (post.isPresent() && post.get().deliver(message)) {
        return;
      }
      arrivals.awaitAfter(seen);
    }
  }

  void tell(Command command) {
    run.get().accept(command);
  }
}
