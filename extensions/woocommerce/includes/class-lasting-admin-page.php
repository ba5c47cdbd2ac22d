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
	/** The tab with health, repair and disconnecting. */
	const CONNECTION = 'connection';

	/**
	 * What WordPress calls this page in its hooks.
	 *
	 * @var string
	 */
	private static $hook = '';

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
		self::$hook = (string) add_submenu_page( 'woocommerce', __( 'Lasting', 'lasting-loyalty' ), __( 'Lasting', 'lasting-loyalty' ), self::CAP, self::SLUG, array( $this, 'draw' ) );
	}

	/**
	 * What WordPress calls this page in its hooks.
	 *
	 * @return string Empty for who may not see it.
	 */
	public static function hook() {
		return self::$hook;
	}

	/**
	 * Whether the page shows the merchant's screens rather than its own forms.
	 *
	 * @param array|null $connection The connection.
	 * @return bool
	 */
	public static function shows_program( $connection ) {
		return null !== $connection && self::CONNECTION !== self::tab();
	}

	/**
	 * Which tab was asked for.
	 *
	 * @return string
	 */
	private static function tab() {
		return isset( $_GET['tab'] ) ? sanitize_key( wp_unslash( $_GET['tab'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- only what is shown is chosen by it.
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
		$back = array( 'said' => is_wp_error( $said ) ? $said->get_error_code() : $said );
		wp_safe_redirect( self::address( 'repaired' === $said ? $back + array( 'tab' => self::CONNECTION ) : $back ) );
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
			'shown'              => __( 'Saved.', 'lasting-loyalty' ),
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
		echo '<div class="wrap">';
		if ( self::shows_program( $connection ) ) {
			$this->draw_program();
		} else {
			$this->draw_settings( $connection );
		}
		echo '</div>';
	}

	/**
	 * The place for the merchant's screens, which bring a heading of their own each.
	 */
	private function draw_program() {
		$this->draw_tabs( '' );
		$this->draw_notice();
		echo '<div id="lasting-admin"><p>' . esc_html__( 'Loading…', 'lasting-loyalty' ) . '</p></div>';
		echo '<noscript><div class="notice notice-error"><p>' . esc_html__( 'Your program is shown by JavaScript, which is switched off in this browser.', 'lasting-loyalty' ) . '</p></div></noscript>';
	}

	/**
	 * The plugin's own forms.
	 *
	 * @param array|null $connection The connection.
	 */
	private function draw_settings( $connection ) {
		echo '<h1>' . esc_html__( 'Lasting', 'lasting-loyalty' ) . '</h1>';
		if ( null === $connection ) {
			$this->draw_notice();
			Lasting_Admin_Forms::draw_connect();
			return;
		}
		$this->draw_tabs( self::CONNECTION );
		$this->draw_notice();
		Lasting_Admin_Forms::draw_health( $connection );
		Lasting_Storefront_Form::draw();
	}

	/**
	 * Both tabs of a connected shop.
	 *
	 * @param string $current The one that is shown.
	 */
	private function draw_tabs( $current ) {
		$tabs = array(
			''               => __( 'Program', 'lasting-loyalty' ),
			self::CONNECTION => __( 'Connection', 'lasting-loyalty' ),
		);
		echo '<nav class="nav-tab-wrapper" aria-label="' . esc_attr__( 'Lasting', 'lasting-loyalty' ) . '">';
		foreach ( $tabs as $tab => $name ) {
			printf(
				'<a href="%1$s" class="nav-tab%2$s"%3$s>%4$s</a>',
				esc_url( self::address( '' === $tab ? array() : array( 'tab' => $tab ) ) ),
				$tab === $current ? ' nav-tab-active' : '',
				$tab === $current ? ' aria-current="page"' : '',
				esc_html( $name )
			);
		}
		echo '</nav><hr class="wp-header-end">';
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
		$good = in_array( $said, array( 'connected', 'repaired', 'disconnected', 'shown' ), true );
		printf( '<div class="notice notice-%1$s" role="status"><p>%2$s</p></div>', $good ? 'success' : 'error', esc_html( $words[ $said ] ) );
	}
}
