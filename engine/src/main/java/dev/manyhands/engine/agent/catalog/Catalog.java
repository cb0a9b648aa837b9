package dev.manyhands.engine.agent.catalog;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.engine.agent.profile.Profile;
import java.nio.file.Path;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The agents of one place, found when somebody asks. Safe for use by many threads. */
public final class Catalog {
  private final Surroundings surroundings;
  private final List<KnownAgent.Own> own;
  private final Path versions;
  private final ReentrantLock finding = new ReentrantLock();
  private AgentFinder.@Nullable Found found;

  /**
   * Creates a catalog; looks for nothing yet.
   *
   * @param own those that need no tool
   * @param versions a file in which the versions of tools are remembered
   */
  public Catalog(Surroundings surroundings, List<KnownAgent.Own> own, Path versions) {
    this.surroundings = surroundings;
    this.own = List.copyOf(own);
    this.versions = versions;
  }

  /** Returns what there is. */
  public AgentFinder.Found found() {
    finding.lock();
    try {
      if (found == null) {
        found = AgentFinder.find(surroundings, own);
      }
      return found;
    } finally {
      finding.unlock();
    }
  }

  /** Returns the names of all agents; looks for them when it is asked for one. */
  public Set<AgentName> names() {
    return new AbstractSet<>() {
      @Override
      public Iterator<AgentName> iterator() {
        return found().agents().sequencedKeySet().iterator();
      }

      @Override
      public int size() {
        return found().agents().size();
      }

      @Override
      public boolean contains(Object name) {
        return found().agents().containsKey(name);
      }
    };
  }

  /** Asks the tools of agents, side by side, and each tool once. */
  public List<AgentStatus> status(Collection<KnownAgent> agents) throws InterruptedException {
    VersionCache cache = VersionCache.in(versions);
    Prober prober = new Prober(surroundings, cache);
    Map<Profile, Future<AgentStatus.Tool>> asked = new LinkedHashMap<>();
    List<AgentStatus> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (KnownAgent agent : agents) {
        if (agent instanceof KnownAgent.OfTool tool) {
          asked.computeIfAbsent(
              tool.profile(), profile -> threads.submit(() -> prober.status(profile)));
        }
      }
      for (KnownAgent agent : agents) {
        statuses.add(
            new AgentStatus(
                agent,
                switch (agent) {
                  case KnownAgent.Own one -> tool(one);
                  case KnownAgent.OfTool tool -> tool(asked, tool.profile());
                }));
      }
    }
    cache.save();
    return statuses;
  }

  private AgentStatus.Tool tool(KnownAgent.Own agent) {
    return agent
        .needs()
        .apply(surroundings.environment())
        .<AgentStatus.Tool>map(AgentStatus.Unconfigured::new)
        .orElseGet(AgentStatus.None::new);
  }

  private static AgentStatus.Tool tool(
      Map<Profile, Future<AgentStatus.Tool>> asked, Profile profile) throws InterruptedException {
    try {
      return Objects.requireNonNull(asked.get(profile)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
