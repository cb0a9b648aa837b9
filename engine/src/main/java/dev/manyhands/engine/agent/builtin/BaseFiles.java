package dev.manyhands.engine.agent.builtin;

import dev.manyhands.core.ManyhandsException;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.engine.port.CommitFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of the base, for those who only look. */
record BaseFiles(CommitFiles files, CommitId base) implements SourceFiles {

  /** A path of a commit leads nowhere else. */
  @Override
  public String place(String path) {
    String plain = path;
    while (plain.startsWith("/") || plain.startsWith("./")) {
      plain = plain.substring(plain.indexOf('/') + 1);
    }
    while (plain.endsWith("/")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    return plain.equals(".") ? "" : plain;
  }

  @Override
  public String read(String path, int mostBytes) throws IOException, InterruptedException {
    return files
        .read(base, place(path), mostBytes)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElseThrow(() -> new IOException("there is no file " + path));
  }

  @Override
  public List<String> list(String folder, int most) throws InterruptedException {
    return files.list(base, place(folder), most);
  }

  @Override
  public List<String> search(String regex, String folder, int most)
      throws IOException, InterruptedException {
    try {
      return files.search(base, regex, place(folder), most);
    } catch (ManyhandsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
