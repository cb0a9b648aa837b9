package dev.manyhands.app.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A main agent that can be told of Manyhands: where and how it is configured. */
public enum Tool {
  CLAUDE {
    @Override
    Path configuration(Scope scope, Places places) {
      return switch (scope) {
        case PROJECT -> places.project().resolve(".mcp.json");
        case USER -> places.folder("CLAUDE_CONFIG_DIR", places.home()).resolve(".claude.json");
      };
    }

    @Override
    Optional<Path> skill(Scope scope, Places places) {
      Path folder =
          switch (scope) {
            case PROJECT -> places.project().resolve(".claude");
            case USER -> places.folder("CLAUDE_CONFIG_DIR", places.home().resolve(".claude"));
          };
      return Optional.of(folder.resolve(SKILL));
    }
  },

  CODEX {
    @Override
    Path configuration(Scope scope, Places places) {
      return codex(scope, places).resolve("config.toml");
    }

    @Override
    Optional<Path> skill(Scope scope, Places places) {
      return Optional.of(
          switch (scope) {
            case PROJECT -> places.project().resolve(".agents").resolve(SKILL);
            case USER -> codex(scope, places).resolve(SKILL);
          });
    }
  },

  CURSOR {
    @Override
    Path configuration(Scope scope, Places places) {
      return root(scope, places).resolve(".cursor/mcp.json");
    }

    @Override
    Optional<Path> skill(Scope scope, Places places) {
      return switch (scope) {
        case PROJECT -> Optional.of(places.project().resolve(".cursor/rules/manyhands.mdc"));
        case USER -> Optional.empty(); // Its rules for a user are not in files.
      };
    }
  },

  OPENCODE {
    @Override
    Path configuration(Scope scope, Places places) {
      Path folder = scope == Scope.PROJECT ? places.project() : opencode(scope, places);
      Path withComments = folder.resolve("opencode.jsonc");
      return Files.exists(withComments) ? withComments : folder.resolve("opencode.json");
    }

    @Override
    Optional<Path> skill(Scope scope, Places places) {
      return Optional.of(opencode(scope, places).resolve(SKILL));
    }

    @Override
    List<String> path() {
      return List.of("mcp", NAME);
    }

    @Override
    ObjectNode entry(String command) {
      ObjectNode entry = JsonMapper.shared().createObjectNode().put("type", "local");
      entry.putArray("command").add(command).add("mcp");
      return entry.put("enabled", true);
    }
  },

  GEMINI {
    @Override
    Path configuration(Scope scope, Places places) {
      return root(scope, places).resolve(".gemini/settings.json");
    }

    @Override
    Optional<Path> skill(Scope scope, Places places) {
      return Optional.of(root(scope, places).resolve(".gemini").resolve(SKILL));
    }
  };

  /** What the server is called everywhere. */
  static final String NAME = "manyhands";

  private static final String SKILL = "skills/manyhands/SKILL.md";

  /** Returns the word by which people name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whom it is configured for when nobody says. */
  public Scope usualScope() {
    return this == CODEX ? Scope.USER : Scope.PROJECT;
  }

  /** Returns the file that lists its MCP servers. */
  abstract Path configuration(Scope scope, Places places);

  /** Returns the file that teaches it the way of working. */
  abstract Optional<Path> skill(Scope scope, Places places);

  /** Returns where in a JSON configuration the server's entry is. */
  List<String> path() {
    return List.of("mcpServers", NAME);
  }

  /** Returns the server's entry. */
  ObjectNode entry(String command) {
    ObjectNode entry = JsonMapper.shared().createObjectNode();
    if (this == CLAUDE) {
      entry.put("type", "stdio");
    }
    entry.put("command", command).putArray("args").add("mcp");
    return entry;
  }

  private static Path root(Scope scope, Places places) {
    return switch (scope) {
      case PROJECT -> places.project();
      case USER -> places.home();
    };
  }

  private static Path codex(Scope scope, Places places) {
    return switch (scope) {
      case PROJECT -> places.project().resolve(".codex");
      case USER -> places.folder("CODEX_HOME", places.home().resolve(".codex"));
    };
  }

  private static Path opencode(Scope scope, Places places) {
    return switch (scope) {
      case PROJECT -> places.project().resolve(".opencode");
      case USER ->
          places.folder("XDG_CONFIG_HOME", places.home().resolve(".config")).resolve("opencode");
    };
  }
}
