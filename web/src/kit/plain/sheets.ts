// Every sheet of the plain components, in the order in which they may overrule each other.
import './kit.css';
import './table.css';
import './forms.css';
import './bar-chart.css';
import './overlays.css';
import './timeline.css';
