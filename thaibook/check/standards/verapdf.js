// Runs veraPDF on files, in Mozilla's Rhino, which veraPDF brings: no compiler is needed.
//
// Arguments: for each file the standards to check it against, as veraPDF names them, joined by
// commas ("2a,ua1"), and its path. Writes a line of JSON for each, numbered from 0: {"file": 0,
// "2a": [{"clause", "test", "says", "where", "times"}, …], "ua1": …}, or {"file": 0, "error": …}.
//
// The rules are read here. veraPDF would read them by JAXB, which Java has had no more since
// version 11, and of which the copy beside the engine is not whole.

var MOST_TOLD = 1;
var Profiles = Packages.org.verapdf.pdfa.validation.profiles.Profiles;
var Flavour = Packages.org.verapdf.pdfa.flavours.PDFAFlavour;
var List = Packages.java.util.ArrayList;
var UA = {ua1: "PDFUA-1", ua2: "PDFUA-2-ISO32005"};

function text(node, tag) {
  var found = node.getElementsByTagName(tag);
  return found.getLength() ? found.item(0).getTextContent() : null;
}

function each(node, tag, use) {
  var found = node.getElementsByTagName(tag);
  for (var i = 0; i < found.getLength(); i++) use(found.item(i));
}

function attribute(node, name) {
  return node.hasAttribute(name) ? node.getAttribute(name) : null;
}

function read(rule, specification) {
  var id = rule.getElementsByTagName("id").item(0);
  var number = Packages.java.lang.Integer.parseInt(id.getAttribute("testNumber"));
  var named = Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number);
  var deferred = rule.hasAttribute("deferred")
    ? Packages.java.lang.Boolean.valueOf(rule.getAttribute("deferred")) : null;
  return Profiles.ruleFromValues(
    named, rule.getAttribute("object"), deferred, attribute(rule, "tags"),
    text(rule, "description"), text(rule, "test"),
    Profiles.errorFromValues("-", new List()), new List());
}

function profile(flavour) {
  var name = UA[flavour.getId()] || "PDFA-" + flavour.getId().toUpperCase();
  var loader = flavour.getClass().getClassLoader();
  var stream = loader.getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml");
  var factory = Packages.javax.xml.parsers.DocumentBuilderFactory.newInstance();
  var xml = factory.newDocumentBuilder().parse(stream);
  var rules = new Packages.java.util.HashSet(), variables = new Packages.java.util.HashSet();
  each(xml, "rule", function (rule) { rules.add(read(rule, flavour.getPart())); });
  each(xml, "variable", function (each) {
    variables.add(Profiles.variableFromValues(
      each.getAttribute("name"), each.getAttribute("object"),
      text(each, "defaultValue"), text(each, "value")));
  });
  var details = Profiles.profileDetailsFromValues(name, "", "", new Packages.java.util.Date(0));
  return Profiles.profileFromValues(flavour, details, "", rules, variables);
}

var profiles = {};

function check(file, id) {
  var flavour = Flavour.byFlavourId(id), faults = [];
  profiles[id] = profiles[id] || profile(flavour);
  var parser = Packages.org.verapdf.pdfa.Foundries.defaultInstance().createParser(file, flavour);
  try {
    var validator = Packages.org.verapdf.pdfa.validation.validators.ValidatorFactory
      .createValidator(profiles[id], MOST_TOLD, false, false, false);
    var result = validator.validate(parser), counts = result.getFailedChecks();
    var told = result.getTestAssertions().iterator();
    while (told.hasNext()) {
      var one = told.next(), rule = one.getRuleId();
      faults.push({
        clause: String(rule.getClause()), test: Number(rule.getTestNumber()),
        says: String(one.getMessage()), where: String(one.getLocation().getContext()),
        times: Number(counts.get(rule))
      });
    }
  } finally {
    parser.close();
  }
  return faults;
}

// What the engine says on its own way would stand between our lines.
var out = Packages.java.lang.System.out;
Packages.java.lang.System.setOut(Packages.java.lang.System.err);
out = new Packages.java.io.PrintStream(out, true, "UTF-8");
Packages.java.util.logging.LogManager.getLogManager().reset();
Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
for (var i = 0; i + 1 < arguments.length; i += 2) {
  var answer = {file: i / 2};
  try {
    var file = new Packages.java.io.File(arguments[i + 1]);
    arguments[i].split(",").forEach(function (id) { answer[id] = check(file, id); });
  } catch (error) {
    answer.error = String(error);
  }
  out.println(JSON.stringify(answer));
}
