package dev.manyhands.testkit.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a coding tool is pointed to a scripted model, and run without a person. Its texts have the
 * placeholders that {@code tool-setups.yaml} explains.
 *
 * @param tool the name of its executable
 * @param environment variables it needs beside {@code HOME}
 * @param files contents by their path below the home
 * @param oneShot arguments of one run; none for tools that only stay open
 * @param live arguments of the tool's own channel that stays open
 * @param acp arguments of its Agent Client Protocol channel
 */
public record ToolSetup(
    String tool,
    Map<String, String> environment,
    Map<String, String> files,
    Optional<List<String>> oneShot,
    Optional<List<String>> live,
    Optional<List<String>> acp) {

  /** Returns the environment for a model and a home folder, {@code HOME} included. */
  public SequencedMap<String, String> environment(ScriptedModel model, Path home) {
    SequencedMap<String, String> filled = new LinkedHashMap<>();
    filled.put("HOME", home.toString());
    environment.forEach((name, value) -> filled.put(name, fill(value, model, home)));
    return filled;
  }

  /** Writes the files for a model into a home folder; what is there is replaced. */
  public void writeFiles(ScriptedModel model, Path home) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = home.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, fill(file.getValue(), model, home));
    }
  }

  /** Returns the arguments of a run for a prompt in a workspace, if the tool has such runs. */
  public Optional<List<String>> oneShot(String prompt, Path workspace) {
    return oneShot.map(
        arguments ->
            arguments.stream()
                .map(each -> each.replace("{workspace}", workspace.toString()))
                .map(each -> each.replace("{prompt}", prompt))
                .toList());
  }

  private static String fill(String text, ScriptedModel model, Path home) {
    return text.replace("{origin}", model.anthropic().toString())
        .replace("{home}", home.toString());
  }
}
