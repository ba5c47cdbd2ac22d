<?php
/**
 * The page under WooCommerce: connect, see whether all is well, mend it, let go.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Draws the page and answers its forms.
 */
class Lasting_Admin_Page {
	const SLUG   = 'lasting';
	const ACTION = 'lasting_setup';
	const LINE   = 'lasting_line_';
	const CAP    = 'manage_woocommerce';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'admin_menu', array( $this, 'menu' ), 60 );
		add_action( 'admin_post_' . self::ACTION, array( $this, 'answer' ) );
		add_action( 'admin_init', array( $this, 'came_back' ) );
	}

	/**
	 * The entry in the menu.
	 */
	public function menu() {
		add_submenu_page( 'woocommerce', __( 'Lasting', 'lasting-loyalty' ), __( 'Lasting', 'lasting-loyalty' ), self::CAP, self::SLUG, array( $this, 'draw' ) );
	}

	/**
	 * The address of the page.
	 *
	 * @param array $more Query arguments.
	 * @return string
	 */
	private static function address( array $more = array() ) {
		return add_query_arg( array( 'page' => self::SLUG ) + $more, admin_url( 'admin.php' ) );
	}

	/**
	 * A form of the page was sent.
	 */
	public function answer() {
		if ( ! current_user_can( self::CAP ) ) {
			wp_die( esc_html__( 'You may not change this.', 'lasting-loyalty' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION );
		$what = isset( $_POST['what'] ) ? sanitize_key( wp_unslash( $_POST['what'] ) ) : '';
		$line = isset( $_POST['line'] ) ? sanitize_text_field( wp_unslash( $_POST['line'] ) ) : '';
		$said = $this->carry_out( $what, $line );
		wp_safe_redirect( self::address( array( 'said' => is_wp_error( $said ) ? $said->get_error_code() : $said ) ) );
		exit;
	}

	/**
	 * Does what a button says.
	 *
	 * @param string $what Which.
	 * @param string $line What was pasted.
	 * @return string|WP_Error The name of what to say.
	 */
	private function carry_out( $what, $line ) {
		$connection = Lasting_Connection::get();
		if ( 'connect' === $what ) {
			$done = Lasting_Setup::connect( $line, false );
			return is_wp_error( $done ) ? $done : 'connected';
		}
		if ( 'approve' === $what ) {
			return $this->ask_for_approval( $line );
		}
		if ( 'repair' === $what && null !== $connection ) {
			Lasting_Webhooks::repair( $connection );
			Lasting_Outbox::send_again();
			return 'repaired';
		}
		if ( 'disconnect' === $what ) {
			Lasting_Setup::forget();
			return 'disconnected';
		}
		return new WP_Error( 'nothing' );
	}

	/**
	 * To the shop's own page for keys, by way of the server, which makes the state that comes back with them.
	 *
	 * @param string $pasted The line.
	 * @return WP_Error Only when it is no line; otherwise the browser is on its way.
	 */
	private function ask_for_approval( $pasted ) {
		$line = lasting_read_line( $pasted );
		if ( null === $line ) {
			return new WP_Error( 'line-not-readable' );
		}
		set_transient( self::LINE . get_current_user_id(), $pasted, HOUR_IN_SECONDS );
		$query = array(
			'code' => $line['code'],
			'url'  => Lasting_Connection::home(),
			'back' => self::address( array( 'approved' => '1' ) ),
		);
		wp_redirect( $line['url'] . '/woocommerce/authorize?' . http_build_query( $query ) ); // phpcs:ignore WordPress.Security.SafeRedirect -- the merchant typed the address of their server a moment ago.
		exit;
	}

	/**
	 * The merchant approved or declined on the shop's own page and comes back.
	 */
	public function came_back() {
		// phpcs:disable WordPress.Security.NonceVerification.Recommended -- WooCommerce leads here; what is done needs the line that this very user pasted.
		if ( ! isset( $_GET['page'], $_GET['approved'] ) || self::SLUG !== $_GET['page'] || ! current_user_can( self::CAP ) ) {
			return;
		}
		$pasted  = get_transient( self::LINE . get_current_user_id() );
		$success = isset( $_GET['success'] ) && '1' === $_GET['success'];
		// phpcs:enable
		delete_transient( self::LINE . get_current_user_id() );
		$said = 'declined';
		if ( $success && is_string( $pasted ) ) {
			$done = Lasting_Setup::connect( $pasted, true );
			$said = is_wp_error( $done ) ? $done->get_error_code() : 'connected';
		}
		wp_safe_redirect( self::address( array( 'said' => $said ) ) );
		exit;
	}

	/**
	 * What is said after a form was sent.
	 *
	 * @return array<string, string>
	 */
	private static function words() {
		return array(
			'connected'          => __( 'This shop is connected.', 'lasting-loyalty' ),
			'repaired'           => __( 'Everything is switched on again.', 'lasting-loyalty' ),
			'disconnected'       => __( 'This shop is not connected any more. Points are kept on the server.', 'lasting-loyalty' ),
			'declined'           => __( 'You did not approve, so nothing was connected.', 'lasting-loyalty' ),
			'line-not-readable'  => __( 'This is not a connection line. Copy all of what your server printed.', 'lasting-loyalty' ),
			'invitation-over'    => __( 'This connection line is over or was used for another shop. Ask for a new one.', 'lasting-loyalty' ),
			'address-not-usable' => __( 'The server cannot use the address of this shop. It must be public and begin with https.', 'lasting-loyalty' ),
			'keys-needed'        => __( 'The server has no keys for this shop. Try again, or approve them on the shop’s own page.', 'lasting-loyalty' ),
			'keys-refused'       => __( 'This shop refused the keys it just made. Pretty permalinks must be on, and nothing may take the Authorization header away.', 'lasting-loyalty' ),
			'shop-silent'        => __( 'The server asked this shop and got no answer. A firewall or a maintenance page may be in the way.', 'lasting-loyalty' ),
			'shop-known'         => __( 'The server knows this shop already. Ask for a connection line made for it.', 'lasting-loyalty' ),
			'server-silent'      => __( 'The server does not answer. Try again in a moment.', 'lasting-loyalty' ),
		);
	}

	/**
	 * The page.
	 */
	public function draw() {
		$connection = Lasting_Connection::get();
		echo '<div class="wrap"><h1>' . esc_html__( 'Lasting', 'lasting-loyalty' ) . '</h1>';
		$this->draw_notice();
		if ( null === $connection ) {
			$this->draw_connect();
		} else {
			$this->draw_health( $connection );
		}
		echo '</div>';
	}

	/**
	 * What came of the last button.
	 */
	private function draw_notice() {
		$said  = isset( $_GET['said'] ) ? sanitize_key( wp_unslash( $_GET['said'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- only words are chosen by it.
		$words = self::words();
		if ( ! isset( $words[ $said ] ) ) {
			return;
		}
		$good = in_array( $said, array( 'connected', 'repaired', 'disconnected' ), true );
		printf( '<div class="notice notice-%1$s" role="status"><p>%2$s</p></div>', $good ? 'success' : 'error', esc_html( $words[ $said ] ) );
	}

	/**
	 * The beginning of every form.
	 */
	private static function draw_form() {
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '">';
		wp_nonce_field( self::ACTION );
	}

	/**
	 * Before this shop is connected. Nothing was sent anywhere until then.
	 */
	private function draw_connect() {
		echo '<p>' . esc_html__( 'Lasting keeps the points of your customers on a server of its own. Paste the connection line that your server printed.', 'lasting-loyalty' ) . '</p>';
		self::draw_form();
		echo '<p><label for="lasting-line">' . esc_html__( 'Connection line', 'lasting-loyalty' ) . '</label><br><input id="lasting-line" name="line" class="large-text code" dir="ltr" autocomplete="off" required></p>';
		echo '<p><button class="button button-primary" name="what" value="connect">' . esc_html__( 'Connect', 'lasting-loyalty' ) . '</button> ';
		echo '<button class="button" name="what" value="approve">' . esc_html__( 'Approve keys myself', 'lasting-loyalty' ) . '</button></p></form>';
	}

	/**
	 * While it is connected.
	 *
	 * @param array $connection The connection.
	 */
	private function draw_health( array $connection ) {
		$names = array(
			'webhooks' => __( 'Webhooks', 'lasting-loyalty' ),
			'keys'     => __( 'REST keys', 'lasting-loyalty' ),
			'cron'     => __( 'Scheduled work', 'lasting-loyalty' ),
			'waiting'  => __( 'Notes to the server', 'lasting-loyalty' ),
			'last'     => __( 'Last note kept', 'lasting-loyalty' ),
		);
		/* translators: %s: address of the server. */
		echo '<p>' . esc_html( sprintf( __( 'Connected to %s', 'lasting-loyalty' ), $connection['server'] ) ) . '</p>';
		echo '<table class="widefat striped" style="max-inline-size:48rem"><tbody>';
		foreach ( Lasting_Health::of( $connection ) as $name => $seen ) {
			$mark = $seen['ok'] ? __( 'Well', 'lasting-loyalty' ) : __( 'Needs you', 'lasting-loyalty' );
			printf( '<tr><th scope="row">%1$s</th><td><strong>%2$s</strong> · %3$s</td></tr>', esc_html( $names[ $name ] ), esc_html( $mark ), esc_html( $seen['value'] ) );
		}
		echo '</tbody></table>';
		self::draw_form();
		echo '<p><button class="button button-primary" name="what" value="repair">' . esc_html__( 'Repair', 'lasting-loyalty' ) . '</button> ';
		echo '<button class="button" name="what" value="disconnect">' . esc_html__( 'Disconnect', 'lasting-loyalty' ) . '</button></p></form>';
	}
}
