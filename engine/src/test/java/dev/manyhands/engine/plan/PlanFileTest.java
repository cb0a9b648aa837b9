package dev.manyhands.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.manyhands.core.ManyhandsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
  private static final String PLAN = "version: 1\ntasks: [{id: a, command: b}]\n";

  @TempDir Path folder;

  private String problem(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("p.yaml"), bytes);
    PlanResult result = new PlanReader().read(file, PlanTexts.AGENTS);
    assertThat(result).isInstanceOf(PlanResult.Invalid.class);
    String message = ((PlanResult.Invalid) result).message();
    assertThat(message).startsWith(file + ":");
    return message.substring(file.toString().length() + 1);
  }

  @Test
  void readsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("migration.yaml"), "\uFEFF" + PLAN);

    PlanResult result = new PlanReader().read(file, PlanTexts.AGENTS);

    assertThat(result.orThrow().name()).isEqualTo("migration");
  }

  @Test
  void readsAStream() throws IOException {
    PlanResult result =
        new PlanReader()
            .read(
                new ByteArrayInputStream(PLAN.getBytes(StandardCharsets.UTF_8)),
                "<stdin>",
                PlanTexts.AGENTS);

    assertThat(result.orThrow().name()).isEqualTo("plan");
  }

  @Test
  void readsAFileOfOneMebibyteAndRefusesMore() throws IOException {
    String most = PLAN + "#" + "x".repeat((1 << 20) - PLAN.length() - 1);
    Path file = Files.writeString(folder.resolve("p.yaml"), most);

    assertThat(new PlanReader().read(file, PlanTexts.AGENTS)).isInstanceOf(PlanResult.Valid.class);
    assertThat(problem((most + "x").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("1:1: the file is larger than 1 MiB; a plan is smaller");
    assertThat(PlanTexts.read(PLAN + "#" + "é".repeat(1 << 19)))
        .isEqualTo(
            new PlanResult.Invalid(
                List.of(
                    new PlanProblem(
                        "plan.yaml", 1, 1, "the text is larger than 1 MiB; a plan is smaller")),
                0));
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    assertThat(problem("version: 1\nname: café\n".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("2:10: the byte 0xE9 is not UTF-8; save the file as UTF-8");
    assertThat(problem("name: \u00e9".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("1:7: the byte 0xE9 is not UTF-8; save the file as UTF-8");
    assertThat(problem(PLAN.getBytes(StandardCharsets.UTF_16)))
        .isEqualTo("1:1: the file is encoded in UTF-16; save it as UTF-8");
  }

  @Test
  void refusesCharactersThatAreNoText() throws IOException {
    assertThat(problem("version: 1\nname: a\0b\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "2:8: the character U+0000 may not stand in a plan; remove it, or write it in double"
                + " quotes as an escape");
    assertThat(problem("version: 1\nname: \"\033[31m\"\n".getBytes(StandardCharsets.UTF_8)))
        .startsWith("2:8: the character U+001B may not stand in a plan");
    assertThat(((PlanResult.Invalid) PlanTexts.read("name: \ud83d")).message())
        .startsWith("plan.yaml:1:7: the character U+D83D may not stand in a plan");
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    assertThatThrownBy(() -> new PlanReader().read(folder.resolve("none.yaml"), PlanTexts.AGENTS))
        .isInstanceOfSatisfying(
            ManyhandsException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ManyhandsException.Kind.CONFIG);
              assertThat(e).hasMessageEndingWith("none.yaml: there is no such file");
            });
    assertThatThrownBy(() -> new PlanReader().read(folder, PlanTexts.AGENTS))
        .isInstanceOf(ManyhandsException.class)
        .hasMessage("cannot read the plan %s: Is a directory", folder);
  }
}
